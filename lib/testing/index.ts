export { FakeSpotify } from './fake-spotify.js';
export type {
  FakeClosedEndpointOptions,
  FakeFailureOptions,
  FakeFaultOptions,
  FakeQuotaOptions,
  FakeRateLimitOptions,
  FakeSpotifyOptions,
} from './fake-spotify.options.js';
export type { FakeRequest, FakeRequestRecord, FakeService } from './fake.request.js';
export { FakeCatalog } from './dataset/fake.catalog.js';
export { SpotifyTestingModule, type SpotifyTestingOptions } from './spotify-testing.module.js';

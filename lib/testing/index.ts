export {
  FakeSpotify,
  type FakeFailureOptions,
  type FakeFaultOptions,
  type FakeRateLimitOptions,
  type FakeSpotifyOptions,
} from './fake-spotify.js';
export type { FakeRequest, FakeRequestRecord, FakeService } from './fake.request.js';
export { FakeCatalog } from './dataset/fake.catalog.js';
export { SpotifyTestingModule, type SpotifyTestingOptions } from './spotify-testing.module.js';

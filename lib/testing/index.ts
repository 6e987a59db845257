/**
 * A fake Spotify, a module over it, and builders of objects, for tests.
 *
 * @module nestjs-spotify/testing
 */

export { FakeSpotify } from './fake-spotify.js';
export type {
  FakeClosedEndpointOptions,
  FakeFailureOptions,
  FakeFaultOptions,
  FakeQuotaOptions,
  FakeRateLimitOptions,
  FakeSpotifyOptions,
} from './fake-spotify.options.js';
export type { FakeAnswer, FakeAnswerOptions, FakeAnswerResponse } from './fake.answers.js';
export type { FakeRequest, FakeRequestRecord, FakeService } from './fake.request.js';
export {
  buildAlbum,
  buildArtist,
  buildAudiobook,
  buildChapter,
  buildEpisode,
  buildPage,
  buildPlaylist,
  buildShow,
  buildTrack,
} from './builders.js';
export { type AddedPlaylist, FakeAdditions } from './dataset/fake.additions.js';
export { FakeCatalog } from './dataset/fake.catalog.js';
export { overrideSpotify } from './override-spotify.js';
export { SpotifyTestingModule, type SpotifyTestingOptions } from './spotify-testing.module.js';

export { ApiSpotifyErrors } from './api-spotify-errors.decorator.js';
export type { SpotifyModelName } from './model-schemas.js';
export { spotifyListSchema, spotifyPageSchema, spotifySchema } from './spotify-schema.js';

/**
 * The exception filter's responses and the models for `@nestjs/swagger`.
 *
 * @module nestjs-spotify/swagger
 */

export { ApiSpotifyErrors } from './api-spotify-errors.decorator.js';
export type { SpotifyModelName } from './model-schemas.js';
export { spotifyListSchema, spotifyPageSchema, spotifySchema } from './spotify-schema.js';

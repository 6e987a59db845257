/**
 * A health indicator for `@nestjs/terminus`.
 *
 * @module nestjs-spotify/terminus
 */

export { SpotifyHealthIndicator, type SpotifyHealthOptions } from './spotify-health.indicator.js';

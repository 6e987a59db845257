export { SpotifyHealthIndicator, type SpotifyHealthOptions } from './spotify-health.indicator.js';

/**
 * OpenTelemetry spans and metrics of the clients' calls.
 *
 * @module nestjs-spotify/otel
 */

export { instrumentSpotify, type InstrumentSpotifyOptions } from './instrument-spotify.js';

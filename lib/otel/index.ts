export { instrumentSpotify, type InstrumentSpotifyOptions } from './instrument-spotify.js';

import { SpotifyApiError } from './spotify-api.error.js';

/** Spotify has nothing there (404). */
export class SpotifyNotFoundError extends SpotifyApiError {}

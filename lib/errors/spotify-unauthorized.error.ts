import { SpotifyApiError } from './spotify-api.error.js';

/** Spotify refused the token (401), and a fresh one too. */
export class SpotifyUnauthorizedError extends SpotifyApiError {}

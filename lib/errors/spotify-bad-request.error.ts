import { SpotifyApiError } from './spotify-api.error.js';

/**
 * The question is wrong: an id, a limit, a market. Refused by Spotify (400), or by this library before any request, and
 * then `attempts` is 0.
 */
export class SpotifyBadRequestError extends SpotifyApiError {
  /** Refuses input before any request: `message` names the value and what is accepted. */
  static refuse(message: string): SpotifyBadRequestError {
    const never = { method: 'GET', url: '', attempts: 0, status: 400, spotifyMessage: '' };
    return new SpotifyBadRequestError(never, message);
  }
}

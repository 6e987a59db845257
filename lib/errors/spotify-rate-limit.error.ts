import { SpotifyApiError, type ApiFailure } from './spotify-api.error.js';

/**
 * The app's rate limit is used up (429), and waiting for it would take longer than the call may: see the option
 * `rateLimit`.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
export class SpotifyRateLimitError extends SpotifyApiError {
  constructor(
    failure: ApiFailure,
    /** When requests are allowed again. */
    readonly retryAt: Date,
    advice?: string,
    cause?: unknown,
  ) {
    super(failure, advice ?? `Try again at ${retryAt.toISOString()}`, cause);
  }
}

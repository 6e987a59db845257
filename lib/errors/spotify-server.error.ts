import { SpotifyApiError, type ApiFailure } from './spotify-api.error.js';

/** Spotify failed (5xx), and kept failing when the request was tried again. */
export class SpotifyServerError extends SpotifyApiError {
  constructor(
    failure: ApiFailure,
    /** When Spotify is asked again, if it has failed so steadily that this request was not sent at all. */
    readonly retryAt?: Date,
    cause?: unknown,
  ) {
    super(
      failure,
      retryAt &&
        `Spotify fails steadily, so nothing was sent; it is tried again after ${retryAt.toISOString()}`,
      cause,
    );
  }
}

import { SpotifyRequestError, type RequestFacts } from './spotify-request.error.js';

/** An answer came, but it is not what it should be: HTML, cut off, empty, too large, a redirect. */
export class SpotifyResponseError extends SpotifyRequestError {
  constructor(
    message: string,
    request: RequestFacts,
    /** The answer's HTTP status, where it got that far. */
    readonly status: number | undefined,
    cause?: unknown,
  ) {
    super(message, request, cause);
  }
}

import { SpotifyRequestError, type RequestFacts } from './spotify-request.error.js';

/** No answer came: DNS, connect, TLS or a connection that broke. Not an answer with an error status. */
export class SpotifyNetworkError extends SpotifyRequestError {
  constructor(
    message: string,
    request: RequestFacts,
    /** Node's or undici's code, such as `ECONNRESET` or `ENOTFOUND`. */
    readonly code: string | undefined,
    cause?: unknown,
  ) {
    super(message, request, cause);
  }
}

import { notSent, SpotifyRequestError, type SpotifyRequestErrorInit } from './request.errors.js';

/** What a `SpotifyAuthError` is made of. */
export interface SpotifyAuthErrorInit extends SpotifyRequestErrorInit {
  /** HTTP status of the response. */
  readonly status: number;
  /** RFC 6749's error code, such as `invalid_client`. */
  readonly error: string;
  /** RFC 6749's `error_description`, if there was one. */
  readonly errorDescription?: string | undefined;
}

/**
 * The accounts service refused the grant.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export class SpotifyAuthError extends SpotifyRequestError {
  /** HTTP status of the response. */
  readonly status: number;
  /** RFC 6749's error code, such as `invalid_client`. */
  readonly error: string;
  /** RFC 6749's `error_description`, if there was one. */
  readonly errorDescription?: string;

  constructor(init: SpotifyAuthErrorInit) {
    const { request, status, error, errorDescription, retryAt } = init;
    const description = errorDescription ? ` (${errorDescription})` : '';
    super(
      `the token request failed with ${status} ${error}${description}. ${hintFor(init)}` +
        (retryAt && request.attempts === 0 ? notSent(retryAt) : ''),
      init,
    );
    this.status = status;
    this.error = error;
    this.errorDescription = errorDescription;
  }
}

function hintFor({ request, status, error, retryAt }: SpotifyAuthErrorInit): string {
  if (error === 'invalid_client') {
    return 'Check clientId and clientSecret against the app in the Spotify developer dashboard';
  }
  if (status < 500) return 'Check the options clientId, clientSecret and accountsUrl';
  const time = request.attempts > 0 && retryAt ? `at ${retryAt.toISOString()}` : 'later';
  return `The accounts service is failing; try again ${time}`;
}

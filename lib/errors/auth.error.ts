import { SpotifyRequestError, type SpotifyRequestErrorInit } from './request.errors.js';

/** What a `SpotifyAuthError` is made of. */
export interface SpotifyAuthErrorInit extends SpotifyRequestErrorInit {
  /** HTTP status of the response. */
  readonly status: number;
  /** RFC 6749's error code, such as `invalid_client`. */
  readonly error: string;
  /** RFC 6749's `error_description`, if there was one. */
  readonly errorDescription?: string;
  /** When the token is requested again, if the accounts service failed so often that this time no request was sent. */
  readonly retryAt?: Date;
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
  /** When the token is requested again, if the accounts service failed so often that this time no request was sent. */
  readonly retryAt?: Date;

  constructor(init: SpotifyAuthErrorInit) {
    const { status, error, errorDescription, retryAt } = init;
    super(
      `the token request failed with ${status} ${error}` +
        `${errorDescription ? ` (${errorDescription})` : ''}. ${hintFor(init)}` +
        (retryAt ? ` Not sent again before ${retryAt.toISOString()}.` : ''),
      init,
    );
    this.status = status;
    this.error = error;
    this.errorDescription = errorDescription;
    this.retryAt = retryAt;
  }
}

function hintFor({ status, error }: SpotifyAuthErrorInit): string {
  if (error === 'invalid_client') {
    return 'Check clientId and clientSecret against the app in the Spotify developer dashboard.';
  }
  if (status >= 500) return 'The accounts service is failing; try again later.';
  return 'Check the options clientId, clientSecret and accountsUrl.';
}

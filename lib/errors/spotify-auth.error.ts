import { SpotifyError } from './spotify.error.js';

/** What the token endpoint said. */
export interface AuthFailure {
  /** HTTP status of the answer. */
  readonly status: number;
  /** RFC 6749's error code, such as `invalid_client`. */
  readonly error: string;
  /** RFC 6749's `error_description`, where there was one. */
  readonly errorDescription?: string;
  /** When the accounts service is asked again, if it failed so often that this time it was not asked at all. */
  readonly retryAt?: Date;
}

/**
 * The accounts service refused the grant.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export class SpotifyAuthError extends SpotifyError implements AuthFailure {
  readonly status: number;
  readonly error: string;
  readonly errorDescription?: string;
  readonly retryAt?: Date;

  constructor(
    failure: AuthFailure,
    /** The token endpoint asked. */
    readonly url: string,
    /** How many times the grant was requested. */
    readonly attempts: number,
    cause?: unknown,
  ) {
    const { status, error, errorDescription, retryAt } = failure;
    super(
      `The token request to ${url} failed with ${status} ${error}` +
        `${errorDescription ? ` (${errorDescription})` : ''}. ${advice(failure)}` +
        (retryAt ? ` It is asked again after ${retryAt.toISOString()}.` : ''),
      { cause },
    );
    this.status = status;
    this.error = error;
    this.errorDescription = errorDescription;
    this.retryAt = retryAt;
  }
}

function advice({ status, error }: AuthFailure): string {
  if (error === 'invalid_client') {
    return 'Check clientId and clientSecret against the app in the Spotify developer dashboard.';
  }
  if (status >= 500) return 'The accounts service is failing; try again later.';
  return 'Check the options clientId, clientSecret and accountsUrl.';
}

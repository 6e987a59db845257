import {
  QUOTA_EXCEEDED,
  SpotifyApiError,
  SpotifyBadRequestError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyServerError,
  SpotifyUnauthorizedError,
} from '../errors/api.errors.js';
import type { ErrorResponse } from '../errors/from-axios-error.js';
import { retryAtOf429, retryAtOf5xx } from '../errors/retry-after.js';
import type { UserToken } from '../options/user-token.js';
import { headersOf, isObject, messageIn, reasonIn } from '../errors/server-text.js';

const REFUSED_TWICE = 'A new token was refused too';
const USER_TOKEN_REFUSED =
  "The user's access token that the call brought was refused; it may have expired or been revoked. Get a new one for " +
  'this user, and make the call again with it';
const USER_FORBIDDEN =
  "The user may not see this, or the user's access token lacks the scope for it, or the endpoint is not open to this app";

/** What a used-up quota without a usable Retry-After counts as, in ms. */
const QUOTA_RETRY_AFTER_MS = 15 * 60_000;

/**
 * The error for an error response of the Web API, by its status.
 *
 * @param userToken - where the request was made in a user's name
 */
export function apiError(
  { request, response, secrets, cause }: ErrorResponse,
  userToken: UserToken | undefined,
): SpotifyApiError {
  const { status, headers, data } = response;
  const init = {
    request,
    status,
    spotifyMessage: messageIn(data, secrets),
    spotifyReason: reasonIn(data, secrets),
    headers: headersOf(headers, secrets),
    cause,
  };
  switch (status) {
    case 400:
      return new SpotifyBadRequestError(init);
    case 401:
      // One that came as a success has no cause, and was not sent again with a new token.
      return new SpotifyUnauthorizedError({
        ...init,
        hint: userToken ? USER_TOKEN_REFUSED : cause ? REFUSED_TWICE : undefined,
      });
    case 403:
      return new SpotifyForbiddenError({ ...init, hint: userToken && USER_FORBIDDEN });
    case 404:
      return new SpotifyNotFoundError(init);
    case 429:
      return new SpotifyRateLimitError({
        ...init,
        retryAt: retryAtOf429(
          headers['retry-after'],
          init.spotifyReason === QUOTA_EXCEEDED ? QUOTA_RETRY_AFTER_MS : undefined,
        ),
      });
    default:
      return status >= 500
        ? new SpotifyServerError({ ...init, retryAt: retryAtOf5xx(headers['retry-after']) })
        : new SpotifyApiError(init);
  }
}

/**
 * The status in an error body that came as a success: `{ "error": { "status": 404, "message": "…" } }` with 200 has been
 * seen. It is looked for in every success; nearly all have no property `error`, and cost no more than that look.
 */
export function statusOfErrorIn(data: object): number | undefined {
  const { error } = data as { error?: unknown };
  if (!isObject(error)) return undefined;
  const { status, message } = error;
  const isError = typeof status === 'number' && status >= 400 && typeof message === 'string';
  return isError ? status : undefined;
}

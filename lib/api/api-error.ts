import {
  SpotifyApiError,
  SpotifyBadRequestError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyServerError,
  SpotifyUnauthorizedError,
} from '../errors/api.errors.js';
import { messageIn, type ErrorResponse } from '../errors/from-axios-error.js';
import { retryAtOf429, retryAtOf5xx } from '../errors/retry-after.js';

/** The error for an error response of the Web API, by its status. */
export function apiError({ request, response, secrets, cause }: ErrorResponse): SpotifyApiError {
  const { status, headers, data } = response;
  const init = { request, status, spotifyMessage: messageIn(data, secrets), cause };
  switch (status) {
    case 400:
      return new SpotifyBadRequestError(init);
    case 401:
      return new SpotifyUnauthorizedError({ ...init, hint: 'A new token was refused too' });
    case 403:
      return new SpotifyForbiddenError(init);
    case 404:
      return new SpotifyNotFoundError(init);
    case 429:
      return new SpotifyRateLimitError({ ...init, retryAt: retryAtOf429(headers['retry-after']) });
    default:
      return status >= 500
        ? new SpotifyServerError({ ...init, retryAt: retryAtOf5xx(headers['retry-after']) })
        : new SpotifyApiError(init);
  }
}

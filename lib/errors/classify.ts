import { SpotifyRateLimitError, SpotifyServerError } from './api.errors.js';
import { SpotifyAuthError } from './auth.error.js';
import {
  SpotifyNetworkError,
  SpotifyRequestError,
  SpotifyResponseError,
  SpotifyTimeoutError,
} from './request.errors.js';

/** Whether the same request may well succeed a moment later: 5xx, network faults, timeouts, broken bodies. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof SpotifyServerError ||
    error instanceof SpotifyNetworkError ||
    error instanceof SpotifyTimeoutError ||
    (error instanceof SpotifyResponseError && (error.status ?? 200) < 300)
  );
}

/**
 * Whether the error is about the token request, not about the call that needed the token: the GET's own retries, its
 * circuit and its rate limit do not count it. Nothing but the grant is a POST.
 */
export function isGrantError(error: unknown): error is SpotifyRequestError {
  return error instanceof SpotifyRequestError && error.method === 'POST';
}

/** How long the response's Retry-After asks to wait, in ms from now; `undefined` where it asks nothing. */
export function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof SpotifyRequestError) || error.attempts === 0) return undefined;
  return error.retryAt && error.retryAt.getTime() - Date.now();
}

/** Whether the failure is Spotify's, not the request's, so that a stale response may be served. */
export function isOutage(error: unknown): boolean {
  return (
    isTransient(error) ||
    error instanceof SpotifyRateLimitError ||
    (error instanceof SpotifyAuthError && error.status >= 500)
  );
}

import { SpotifyRateLimitError, SpotifyServerError } from './api.errors.js';
import { SpotifyAuthError } from './auth.error.js';
import {
  SpotifyNetworkError,
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

/** Whether the failure is Spotify's, not the request's, so that a stale response may be served. */
export function isOutage(error: unknown): boolean {
  return (
    isTransient(error) ||
    error instanceof SpotifyRateLimitError ||
    (error instanceof SpotifyAuthError && error.status >= 500)
  );
}

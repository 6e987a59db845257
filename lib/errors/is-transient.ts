import { SpotifyNetworkError } from './spotify-network.error.js';
import { SpotifyResponseError } from './spotify-response.error.js';
import { SpotifyServerError } from './spotify-server.error.js';
import { SpotifyTimeoutError } from './spotify-timeout.error.js';

/** Whether the same request may well succeed a moment later: 5xx, network faults, timeouts, broken bodies. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof SpotifyServerError ||
    error instanceof SpotifyNetworkError ||
    error instanceof SpotifyTimeoutError ||
    (error instanceof SpotifyResponseError && (error.status ?? 200) < 300)
  );
}

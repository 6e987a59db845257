import { isTransient } from '../../errors/is-transient.js';
import { SpotifyAuthError } from '../../errors/spotify-auth.error.js';
import { SpotifyRateLimitError } from '../../errors/spotify-rate-limit.error.js';

/** Whether Spotify cannot be asked now, through no fault of the question's: then a stale answer is better than none. */
export function isOutage(error: unknown): boolean {
  return (
    isTransient(error) ||
    error instanceof SpotifyRateLimitError ||
    (error instanceof SpotifyAuthError && error.status >= 500)
  );
}

import type { Open } from './open.js';

/**
 * Why an album, a track or an episode cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Restrictions {
  /** Not in the market, not with the listener's subscription, or explicit where that is turned off. */
  reason: Open<'market' | 'product' | 'explicit'>;
}

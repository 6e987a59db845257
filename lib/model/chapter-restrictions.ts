import type { Open } from './open.js';

/**
 * Why a chapter cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface ChapterRestrictions {
  /** As for other objects, or the audiobook has to be bought first. */
  reason: Open<'market' | 'product' | 'explicit' | 'payment_required'>;
}

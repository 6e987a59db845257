import type { Open } from './open.js';

/**
 * A copyright statement.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Copyright {
  text: string;
  /** `C` for the work, `P` for the recording. */
  type: Open<'C' | 'P'>;
}

import type { SimplifiedEpisode } from './simplified-episode.js';
import type { SimplifiedShow } from './simplified-show.js';

/**
 * An episode with its show.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface Episode extends SimplifiedEpisode {
  show: SimplifiedShow;
}

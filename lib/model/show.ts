import type { Page } from './page.js';
import type { SimplifiedEpisode } from './simplified-episode.js';
import type { SimplifiedShow } from './simplified-show.js';

/**
 * A show (podcast) with its first episodes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
 */
export interface Show extends SimplifiedShow {
  /** The first page of the show's episodes. */
  episodes: Page<SimplifiedEpisode>;
}

import type { Page } from './page.js';
import type { SimplifiedPlaylist } from './simplified-playlist.js';

/**
 * Playlists that Spotify puts in front, in general or in a category.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-featured-playlists
 */
export interface FeaturedPlaylists {
  /** A heading, in the language of the call's `locale`. */
  message: string;
  playlists: Page<SimplifiedPlaylist>;
}

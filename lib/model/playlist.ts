import type { Followers } from './followers.js';
import type { Page } from './page.js';
import type { PlaylistItem } from './playlist-item.js';
import type { SimplifiedPlaylist } from './simplified-playlist.js';

/**
 * A playlist with its first entries.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export interface Playlist extends Omit<SimplifiedPlaylist, 'items' | 'tracks'> {
  /**
   * The first page of the entries, some of which may be `null`. Apps in development mode get it only where the token's
   * user owns the playlist or may edit it. The library fills it from `tracks` where Spotify sent only that.
   */
  items?: Page<PlaylistItem | null>;
  /**
   * The name of `items` before February 2026. Absent for apps in development mode since February 2026.
   *
   * @deprecated read `items`
   */
  tracks?: Page<PlaylistItem | null>;
  followers: Followers;
}

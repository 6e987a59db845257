import type { Episode } from './episode.js';
import type { PlaylistUser } from './playlist-user.js';
import type { Track } from './track.js';

/**
 * An entry of a playlist.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export interface PlaylistItem {
  /** RFC 3339, in UTC; `null` in some very old playlists. */
  added_at: string | null;
  /** `null` in some very old playlists. */
  added_by: PlaylistUser | null;
  /** Whether it is a file of a user's own. */
  is_local: boolean;
  /**
   * The track or episode, told apart by `type`; `null` when it is gone or the market lacks it. The library fills it from
   * `track` where Spotify sent only that.
   */
  item: Track | Episode | null;
  /**
   * The name of `item` before February 2026. Absent for apps in development mode since February 2026.
   *
   * @deprecated read `item`
   */
  track?: Track | Episode | null;
}

import type { ExternalUrls } from './external-urls.js';
import type { Image } from './image.js';
import type { PlaylistOwner } from './playlist-owner.js';
import type { PlaylistTracksRef } from './playlist-tracks-ref.js';

/**
 * A playlist without its entries, as lists and searches hold it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
 */
export interface SimplifiedPlaylist {
  collaborative: boolean;
  /** `null` where there is none to show. */
  description: string | null;
  external_urls: ExternalUrls;
  /** The playlist's URL in the API. */
  href: string;
  id: string;
  /** Up to three, widest first. */
  images: Image[];
  name: string;
  owner: PlaylistOwner;
  /** Whether it is on its owner's profile; `null` where that does not apply. */
  public: boolean | null;
  /** Names this version of the playlist. */
  snapshot_id: string;
  type: 'playlist';
  uri: string;
  /** Where the entries are. The library fills it from `tracks` where Spotify sent only that. */
  items: PlaylistTracksRef;
  /**
   * The name of `items` before February 2026. Absent for apps in development mode since February 2026.
   *
   * @deprecated read `items`
   */
  tracks?: PlaylistTracksRef;
}

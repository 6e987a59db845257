import type { ExternalUrls } from './external-urls.js';

/**
 * The user who added a playlist's entry.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export interface PlaylistUser {
  external_urls: ExternalUrls;
  /** The user's URL in the API. */
  href: string;
  id: string;
  type: 'user';
  uri: string;
}

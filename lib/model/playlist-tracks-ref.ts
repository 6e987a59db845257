/**
 * Where a playlist's entries are, and how many.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
 */
export interface PlaylistTracksRef {
  /** The URL of the entries in the API. */
  href: string;
  total: number;
}

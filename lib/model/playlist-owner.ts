import type { PlaylistUser } from './playlist-user.js';

/**
 * The user whom a playlist belongs to.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export interface PlaylistOwner extends PlaylistUser {
  /** `null` where the user shows no name. */
  display_name: string | null;
}

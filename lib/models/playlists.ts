import type { ExternalUrls, Followers, Image, Page } from './common.js';
import type { Track } from './music.js';
import type { Episode } from './podcasts.js';

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

/**
 * The user whom a playlist belongs to.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export interface PlaylistOwner extends PlaylistUser {
  /** `null` where the user shows no name. */
  display_name: string | null;
}

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

/**
 * What anybody may know of a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
 */
export interface PublicUser {
  /** `null` where the user shows no name. */
  display_name: string | null;
  external_urls: ExternalUrls;
  /** Absent for apps in development mode since February 2026. */
  followers?: Followers;
  /** The user's URL in the API. */
  href: string;
  id: string;
  images: Image[];
  type: 'user';
  uri: string;
}

import type {
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Page,
  ExtendedFields,
} from './common.js';
import type { Track } from './music.js';
import type { Episode } from './podcasts.js';

/** What every form of a playlist has. */
interface PlaylistBase {
  readonly type: 'playlist';
  readonly id: string;
  readonly name: string;
  /** `null` or empty where there is none. */
  readonly description: string | null;
  readonly owner: PlaylistOwner;
  /** Up to three, widest first; `null` for some playlists without a picture. */
  readonly images: readonly Image[] | null;
  /** Whether others may edit it, too. */
  readonly collaborative: boolean;
  /** Whether it is on its owner's profile; `null` where Spotify does not say. */
  readonly public: boolean | null;
  /** Names this version of the playlist. */
  readonly snapshot_id: string;
  readonly uri: string;
  /** The playlist's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * A playlist without its entries, as lists and searches hold it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
 */
export interface SimplifiedPlaylist extends PlaylistBase {
  /** Where the entries are. The library fills it from `tracks` where Spotify sent only that. */
  readonly items: PlaylistTracksRef;
  /**
   * The name of `items` before February 2026; absent for apps in development mode.
   *
   * @deprecated Read `items` instead.
   */
  readonly tracks?: PlaylistTracksRef;
}

/**
 * A playlist with its first entries.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export interface Playlist extends PlaylistBase {
  readonly followers: Followers;
  /**
   * The first page of the entries, some of which may be `null`. Absent for apps in development mode, unless the token's
   * user owns the playlist or may edit it: an app token has no user, and never gets them there. The library fills it
   * from `tracks` where Spotify sent only that.
   */
  readonly items?: Page<PlaylistItem | null>;
  /**
   * The name of `items` before February 2026; absent for apps in development mode. Its entries are as Spotify sent them.
   *
   * @deprecated Read `items` instead.
   */
  readonly tracks?: Page<FormerPlaylistItem | null>;
}

/**
 * Where a playlist's entries are, and how many.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
 */
export interface PlaylistTracksRef {
  /** The URL of the entries in the API. */
  readonly href: string;
  /** `null` where Spotify does not say. */
  readonly total: number | null;
}

// Entries

/**
 * An entry of a playlist: a track or an episode of Spotify's catalogue, or a user's own file. `is_local` tells which.
 *
 * @example
 * ```ts
 * const ids = items.flatMap((entry) => (entry.is_local || !entry.item ? [] : [entry.item.id]));
 * ```
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export type PlaylistItem = CatalogPlaylistItem | LocalPlaylistItem;

/** What every entry of a playlist has. */
interface PlaylistItemBase {
  /** RFC 3339, in UTC; `null` in some very old playlists. */
  readonly added_at: string | null;
  /** `null` in some very old playlists. */
  readonly added_by: PlaylistUser | null;
}

/**
 * A playlist's entry from Spotify's catalogue.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export interface CatalogPlaylistItem extends PlaylistItemBase {
  readonly is_local: false;
  /**
   * The track or episode, told apart by `type`; `null` when it is gone or the market lacks it. The library fills it from
   * `track` where Spotify sent only that.
   */
  readonly item: Track | Episode | null;
  /**
   * The name of `item` before February 2026; absent for apps in development mode.
   *
   * @deprecated Read `item` instead.
   */
  readonly track?: Track | Episode | null;
}

/**
 * A playlist's entry that is a user's own file.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/playlists
 */
export interface LocalPlaylistItem extends PlaylistItemBase {
  readonly is_local: true;
  /** The file; `null` when Spotify no longer knows it. The library fills it from `track` where Spotify sent only that. */
  readonly item: LocalTrack | null;
  /**
   * The name of `item` before February 2026; absent for apps in development mode.
   *
   * @deprecated Read `item` instead.
   */
  readonly track?: LocalTrack | null;
}

/** A playlist's entry under `tracks`, the name of `items` before February 2026: `item` may be missing. */
export type FormerPlaylistItem =
  | (Omit<CatalogPlaylistItem, 'item'> & Partial<Pick<CatalogPlaylistItem, 'item'>>)
  | (Omit<LocalPlaylistItem, 'item'> & Partial<Pick<LocalPlaylistItem, 'item'>>);

// Local files

/** A local file's fields that apps in development mode do not get. */
interface ExtendedLocalTrack {
  readonly available_markets: readonly string[];
  readonly preview_url: string | null;
  readonly popularity: number;
}

/**
 * A file of a user's own in a playlist. Spotify knows its names and its length; it has no id and cannot be requested.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/playlists
 */
export interface LocalTrack extends ExtendedFields<ExtendedLocalTrack> {
  readonly type: 'track';
  readonly is_local: true;
  readonly id: null;
  readonly name: string;
  readonly artists: readonly LocalArtist[];
  readonly album: LocalAlbum;
  readonly duration_ms: number;
  /** 0. */
  readonly disc_number: number;
  /** 0. */
  readonly track_number: number;
  readonly explicit: boolean;
  readonly is_playable?: boolean;
  /** Of the form `spotify:local:ARTIST:ALBUM:TITLE:SECONDS`. */
  readonly uri: string;
  readonly href: null;
  readonly external_ids: ExternalIds;
  /** Empty. */
  readonly external_urls: Partial<ExternalUrls>;
}

/** The artist that a local file names. */
export interface LocalArtist {
  readonly type: 'artist';
  readonly id: null;
  readonly name: string;
  readonly uri: null;
  readonly href: null;
  /** Empty. */
  readonly external_urls: Partial<ExternalUrls>;
}

/** The album that a local file names. */
export interface LocalAlbum {
  readonly type: 'album';
  readonly id: null;
  readonly name: string;
  readonly artists: readonly LocalArtist[];
  readonly album_type: null;
  readonly release_date: null;
  readonly release_date_precision: null;
  readonly images: readonly Image[];
  readonly available_markets?: readonly string[];
  readonly uri: null;
  readonly href: null;
  /** Empty. */
  readonly external_urls: Partial<ExternalUrls>;
}

// Users

/**
 * The user who added a playlist's entry.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export interface PlaylistUser {
  readonly type: 'user';
  readonly id: string;
  readonly uri: string;
  /** The user's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * The user whom a playlist belongs to.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export interface PlaylistOwner extends PlaylistUser {
  /** `null` where the user shows no name. */
  readonly display_name: string | null;
}

/** A user's field that apps in development mode do not get. */
interface ExtendedUser {
  readonly followers: Followers;
}

/**
 * What anybody may know of a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
 */
export interface PublicUser extends PlaylistUser, ExtendedFields<ExtendedUser> {
  /** `null` where the user shows no name. */
  readonly display_name: string | null;
  readonly images: readonly Image[];
}

import type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Open,
  Page,
  Restrictions,
  ExtendedFields,
} from './common.js';

// Artists

/**
 * An artist as albums and tracks name it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface SimplifiedArtist {
  readonly type: 'artist';
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  /** The artist's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/** An artist's fields that apps in development mode do not get. */
interface ExtendedArtist {
  readonly followers: Followers;
  /** Empty while the artist is unclassified. */
  readonly genres: readonly string[];
  /** 0 to 100, from the popularity of all the artist's tracks. */
  readonly popularity: number;
}

/**
 * An artist.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Artist extends SimplifiedArtist, ExtendedFields<ExtendedArtist> {
  /** Widest first. */
  readonly images: readonly Image[];
}

// Albums

/**
 * An album without its tracks, as lists, searches and tracks hold it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-new-releases
 */
export interface SimplifiedAlbum {
  readonly type: 'album';
  readonly id: string;
  /** Empty when the album was taken down. */
  readonly name: string;
  readonly artists: readonly SimplifiedArtist[];
  readonly album_type: Open<'album' | 'single' | 'compilation'>;
  readonly total_tracks: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  readonly release_date: string;
  readonly release_date_precision: Open<'year' | 'month' | 'day'>;
  /** Widest first. */
  readonly images: readonly Image[];
  /**
   * ISO 3166-1 alpha-2 codes; absent when a `market` is given, and for apps in development mode since February 2026.
   */
  readonly available_markets?: readonly string[];
  /** Whether the market has it; present only when a `market` is given. */
  readonly is_playable?: boolean;
  /** Present only when playback is restricted. */
  readonly restrictions?: Restrictions;
  readonly uri: string;
  /** The album's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/** A listed album's field that apps in development mode do not get. */
interface ExtendedDiscographyAlbum {
  /** The artist's part in the album. */
  readonly album_group: Open<'album' | 'single' | 'compilation' | 'appears_on'>;
}

/**
 * An album in an artist's list of albums.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
 */
export interface ArtistDiscographyAlbum
  extends SimplifiedAlbum, ExtendedFields<ExtendedDiscographyAlbum> {}

/** An album's fields that apps in development mode do not get. */
interface ExtendedAlbum {
  /** Empty today. */
  readonly genres: readonly string[];
  readonly label: string;
  /** 0 to 100. */
  readonly popularity: number;
}

/**
 * An album with its first tracks.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Album extends SimplifiedAlbum, ExtendedFields<ExtendedAlbum> {
  /** The first page of the album's tracks. */
  readonly tracks: Page<SimplifiedTrack>;
  readonly copyrights: readonly Copyright[];
  readonly external_ids: ExternalIds;
}

// Tracks

/** A track's field that apps in development mode do not get. */
interface ExtendedTrackBase {
  /** 30 seconds as MP3; `null` where there are none. */
  readonly preview_url: string | null;
}

/**
 * A track as its album holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
 */
export interface SimplifiedTrack extends ExtendedFields<ExtendedTrackBase> {
  readonly type: 'track';
  readonly id: string;
  readonly name: string;
  readonly artists: readonly SimplifiedArtist[];
  readonly duration_ms: number;
  /** From 1. */
  readonly disc_number: number;
  /** The place on its disc, from 1. */
  readonly track_number: number;
  /** `false` also where unknown. */
  readonly explicit: boolean;
  /** Files of a user's own, which only playlists hold, are `LocalTrack`s. */
  readonly is_local: false;
  /**
   * ISO 3166-1 alpha-2 codes; absent when a `market` is given, and for apps in development mode since February 2026.
   */
  readonly available_markets?: readonly string[];
  /** Whether the market has it; present only when a `market` is given. */
  readonly is_playable?: boolean;
  /** The track that was requested, where this one replaces it. Absent for apps in development mode since February 2026. */
  readonly linked_from?: LinkedTrack;
  /** Present only when playback is restricted. */
  readonly restrictions?: Restrictions;
  readonly uri: string;
  /** The track's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/** A full track's field that apps in development mode do not get. */
interface ExtendedTrack {
  /** 0 to 100, from how often and how recently it was played. */
  readonly popularity: number;
}

/**
 * A track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Track extends SimplifiedTrack, ExtendedFields<ExtendedTrack> {
  readonly album: SimplifiedAlbum;
  readonly external_ids: ExternalIds;
}

/**
 * The track that was requested, where Spotify gave another one that the market has.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/track-relinking
 */
export interface LinkedTrack {
  readonly type: 'track';
  /** `null` on some of an album's tracks when no `market` is given. */
  readonly id: string | null;
  readonly uri: string;
  /** The track's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

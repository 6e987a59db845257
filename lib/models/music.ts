import type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Open,
  Page,
  Restrictions,
} from './common.js';

/**
 * An artist as albums and tracks name it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface SimplifiedArtist {
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  name: string;
  type: 'artist';
  uri: string;
}

/**
 * An artist.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Artist extends SimplifiedArtist {
  /** Absent for apps in development mode since February 2026. */
  followers?: Followers;
  /** Empty while the artist is unclassified. Absent for apps in development mode since February 2026. */
  genres?: string[];
  /** Widest first. */
  images: Image[];
  /** 0 to 100, from the popularity of all the artist's tracks. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

/**
 * An album without its tracks, as lists, searches and tracks hold it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-new-releases
 */
export interface SimplifiedAlbum {
  album_type: Open<'album' | 'single' | 'compilation'>;
  total_tracks: number;
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Widest first. */
  images: Image[];
  /** Empty when the album was taken down. */
  name: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  release_date: string;
  release_date_precision: Open<'year' | 'month' | 'day'>;
  /** Present only when playback is restricted. */
  restrictions?: Restrictions;
  type: 'album';
  uri: string;
  artists: SimplifiedArtist[];
}

/**
 * An album in an artist's list of albums.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
 */
export interface ArtistDiscographyAlbum extends SimplifiedAlbum {
  /** The artist's part in the album. Absent for apps in development mode since February 2026. */
  album_group?: Open<'album' | 'single' | 'compilation' | 'appears_on'>;
}

/**
 * An album with its first tracks.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Album extends SimplifiedAlbum {
  /** The first page of the album's tracks. */
  tracks: Page<SimplifiedTrack>;
  copyrights: Copyright[];
  external_ids: ExternalIds;
  /** Empty today. Absent for apps in development mode since February 2026. */
  genres?: string[];
  /** Absent for apps in development mode since February 2026. */
  label?: string;
  /** 0 to 100. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

/**
 * A track as its album holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
 */
export interface SimplifiedTrack {
  artists: SimplifiedArtist[];
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  /** From 1. */
  disc_number: number;
  duration_ms: number;
  /** `false` also where unknown. */
  explicit: boolean;
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Whether the market has it; present only when a `market` is given. */
  is_playable?: boolean;
  /** Present only when a `market` is given and has another recording of what was asked. Absent for apps in development mode since February 2026. */
  linked_from?: LinkedTrack;
  /** Present only when playback is restricted. */
  restrictions?: Restrictions;
  name: string;
  /** 30 seconds as MP3; `null` where there are none. Absent for apps in development mode since February 2026. */
  preview_url?: string | null;
  /** The place on its disc, from 1. */
  track_number: number;
  type: 'track';
  uri: string;
  /** Whether it is a file of a user's own in a playlist. */
  is_local: boolean;
}

/**
 * The track that was asked for, where another one that the market has was given instead.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/track-relinking
 */
export interface LinkedTrack {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'track';
  uri: string;
}

/**
 * A track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Track extends SimplifiedTrack {
  album: SimplifiedAlbum;
  external_ids: ExternalIds;
  /** 0 to 100, from how often and how recently it was played. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

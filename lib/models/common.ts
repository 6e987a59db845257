import type { SpotifyTypes } from './spotify-types.js';

/** The values known today, and any other string: Spotify adds values without notice. */
export type Open<T extends string> = T | (string & {});

/**
 * Fields that apps in development mode do not get (since February 2026): optional, unless the app states its quota mode
 * in `SpotifyTypes`.
 */
export type ExtendedFields<T> = SpotifyTypes extends { quotaMode: 'extended' } ? T : Partial<T>;

/**
 * One page of a list.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/api-calls
 */
export interface Page<T> {
  /** The URL of this page. */
  readonly href: string;
  readonly items: readonly T[];
  /** The most items that a page of this request holds. */
  readonly limit: number;
  /** The URL of the next page; `null` on the last. */
  readonly next: string | null;
  /** The place of the first item in the list, from 0. */
  readonly offset: number;
  /** The URL of the previous page; `null` on the first. */
  readonly previous: string | null;
  /** How long Spotify says the list is; it can be wrong. */
  readonly total: number;
}

/**
 * A picture. It is fetched without a token; its URL may stop working within a day.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
 */
export interface Image {
  readonly url: string;
  /** Pixels; `null` where unknown. */
  readonly height: number | null;
  /** Pixels; `null` where unknown. */
  readonly width: number | null;
}

/**
 * Where an object can be seen outside the API.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface ExternalUrls {
  /** Its page on open.spotify.com. */
  readonly spotify: string;
}

/**
 * The numbers that the music trade knows an album or a track by: albums have a UPC or an EAN, tracks an ISRC.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface ExternalIds {
  /** International Standard Recording Code, ISO 3901. */
  readonly isrc?: string;
  /** International Article Number. */
  readonly ean?: string;
  /** Universal Product Code. */
  readonly upc?: string;
}

/**
 * How many follow an artist, a playlist or a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Followers {
  /** Always `null` today. */
  readonly href: string | null;
  /** `null` where Spotify does not count them. */
  readonly total: number | null;
}

/**
 * A copyright statement.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Copyright {
  readonly text: string;
  /** `C` for the work, `P` for the recording. */
  readonly type: Open<'C' | 'P'>;
}

/**
 * Why an album, a track or an episode cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Restrictions {
  /** Not in the market, not with the listener's subscription, or explicit where that is turned off. */
  readonly reason: Open<'market' | 'product' | 'explicit'>;
}

/**
 * How far a listener got in an episode or a chapter.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface ResumePoint {
  readonly fully_played: boolean;
  /** Milliseconds from the start. */
  readonly resume_position_ms: number;
}

/** The values known today, and any other string: Spotify adds values without notice. */
export type Open<T extends string> = T | (string & {});

/**
 * A stretch of a list.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/api-calls
 */
export interface Page<T> {
  /** The URL of this page. */
  href: string;
  items: T[];
  /** The most items a page of this request holds. */
  limit: number;
  /** The URL of the next page; `null` on the last. */
  next: string | null;
  /** The place of the first item in the list, from 0. */
  offset: number;
  /** The URL of the page before; `null` on the first. */
  previous: string | null;
  /** How long Spotify says the list is; it can be wrong. */
  total: number;
}

/**
 * A picture, to be fetched without a token.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
 */
export interface Image {
  url: string;
  /** Pixels; `null` where unknown. */
  height: number | null;
  /** Pixels; `null` where unknown. */
  width: number | null;
}

/**
 * What others call an album or a track: albums have a UPC or an EAN, tracks an ISRC.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface ExternalIds {
  /** International Standard Recording Code, ISO 3901. */
  isrc?: string;
  /** International Article Number. */
  ean?: string;
  /** Universal Product Code. */
  upc?: string;
}

/**
 * Where an object can be seen outside the API.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface ExternalUrls {
  /** Its page on open.spotify.com. */
  spotify: string;
}

/**
 * How many follow an artist, a playlist or a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Followers {
  /** Always `null` today. */
  href: string | null;
  total: number;
}

/**
 * A copyright statement.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Copyright {
  text: string;
  /** `C` for the work, `P` for the recording. */
  type: Open<'C' | 'P'>;
}

/**
 * Why an album, a track or an episode cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Restrictions {
  /** Not in the market, not with the listener's subscription, or explicit where that is turned off. */
  reason: Open<'market' | 'product' | 'explicit'>;
}

/**
 * How far a listener got in an episode or a chapter.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface ResumePoint {
  fully_played: boolean;
  /** Milliseconds from the start. */
  resume_position_ms: number;
}

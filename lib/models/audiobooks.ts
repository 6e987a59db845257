import type { Copyright, ExternalUrls, Image, Open, Page, ResumePoint } from './common.js';

/**
 * An audiobook without its chapters.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export interface SimplifiedAudiobook {
  authors: Author[];
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  copyrights: Copyright[];
  /** Plain text. */
  description: string;
  /** The same, with HTML tags. */
  html_description: string;
  /** Such as `Unabridged`; absent where the publisher named none. */
  edition?: string;
  /** `false` also where unknown. */
  explicit: boolean;
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Widest first. */
  images: Image[];
  /** ISO 639 codes. */
  languages: string[];
  media_type: string;
  name: string;
  narrators: Narrator[];
  /** Absent for apps in development mode since February 2026. */
  publisher?: string;
  type: 'audiobook';
  /** Of the form `spotify:show:ID`. */
  uri: string;
  total_chapters: number;
}

/**
 * An audiobook with its first chapters.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Audiobook extends SimplifiedAudiobook {
  /** The first page of the audiobook's chapters. */
  chapters: Page<SimplifiedChapter>;
}

/**
 * Somebody who wrote an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Author {
  name: string;
}

/**
 * Somebody who reads an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Narrator {
  name: string;
}

/**
 * A chapter as its audiobook holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audiobook-chapters
 */
export interface SimplifiedChapter {
  /** 30 seconds as MP3; `null` where there are none. Absent for apps in development mode since February 2026. */
  audio_preview_url?: string | null;
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  chapter_number: number;
  /** Plain text. */
  description: string;
  /** The same, with HTML tags. */
  html_description: string;
  duration_ms: number;
  /** `false` also where unknown. */
  explicit: boolean;
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Widest first. */
  images: Image[];
  /** Whether the `market` asked for has it. */
  is_playable: boolean;
  /** ISO 639-1 codes. */
  languages: string[];
  name: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  release_date: string;
  release_date_precision: Open<'year' | 'month' | 'day'>;
  /** Present for user tokens only, so that an app token never gets it. */
  resume_point?: ResumePoint;
  /** Spotify documents chapters as episodes here. */
  type: 'episode';
  uri: string;
  /** Present only when playback is restricted. */
  restrictions?: ChapterRestrictions;
}

/**
 * A chapter with its audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface Chapter extends SimplifiedChapter {
  audiobook: SimplifiedAudiobook;
}

/**
 * Why a chapter cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface ChapterRestrictions {
  /** As for other objects, or the audiobook has to be bought first. */
  reason: Open<'market' | 'product' | 'explicit' | 'payment_required'>;
}

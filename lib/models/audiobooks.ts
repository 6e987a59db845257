import type {
  Copyright,
  ExternalUrls,
  Image,
  Open,
  Page,
  ResumePoint,
  ExtendedFields,
} from './common.js';

/** An audiobook's field that apps in development mode do not get. */
interface ExtendedAudiobook {
  readonly publisher: string;
}

/**
 * An audiobook without its chapters.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export interface SimplifiedAudiobook extends ExtendedFields<ExtendedAudiobook> {
  readonly type: 'audiobook';
  readonly id: string;
  readonly name: string;
  readonly authors: readonly Author[];
  readonly narrators: readonly Narrator[];
  /** Plain text. */
  readonly description: string;
  /** The same, with HTML tags. */
  readonly html_description: string;
  /** Such as `Unabridged`; absent where the publisher named none. */
  readonly edition?: string;
  readonly total_chapters: number;
  readonly media_type: string;
  /** ISO 639 codes, or names such as `English`. */
  readonly languages: readonly string[];
  /** Widest first. */
  readonly images: readonly Image[];
  readonly copyrights: readonly Copyright[];
  /** `false` also where unknown. */
  readonly explicit: boolean;
  /**
   * ISO 3166-1 alpha-2 codes; absent when a `market` is given, and for apps in development mode since February 2026.
   */
  readonly available_markets?: readonly string[];
  /** Of the form `spotify:show:ID`. */
  readonly uri: string;
  /** The audiobook's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * An audiobook with its first chapters.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Audiobook extends SimplifiedAudiobook {
  /** The first page of the audiobook's chapters. */
  readonly chapters: Page<SimplifiedChapter>;
}

/**
 * Somebody who wrote an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Author {
  readonly name: string;
}

/**
 * Somebody who reads an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Narrator {
  readonly name: string;
}

/** A chapter's field that apps in development mode do not get. */
interface ExtendedChapter {
  /** 30 seconds as MP3; `null` where there are none. */
  readonly audio_preview_url: string | null;
}

/**
 * A chapter as its audiobook holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audiobook-chapters
 */
export interface SimplifiedChapter extends ExtendedFields<ExtendedChapter> {
  /** The reference says `episode`; Spotify sends `chapter`. */
  readonly type: 'chapter';
  readonly id: string;
  readonly name: string;
  /** The place in its audiobook, from 0. */
  readonly chapter_number: number;
  /** Plain text. */
  readonly description: string;
  /** The same, with HTML tags. */
  readonly html_description: string;
  readonly duration_ms: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  readonly release_date: string;
  readonly release_date_precision: Open<'year' | 'month' | 'day'>;
  /** ISO 639-1 codes; an empty string where unknown. */
  readonly languages: readonly string[];
  /** Widest first. */
  readonly images: readonly Image[];
  /** `false` also where unknown. */
  readonly explicit: boolean;
  /**
   * ISO 3166-1 alpha-2 codes; absent when a `market` is given, and for apps in development mode since February 2026.
   */
  readonly available_markets?: readonly string[];
  /** Whether the market has it; absent when no `market` is given. */
  readonly is_playable?: boolean;
  /** Present for users' tokens only. */
  readonly resume_point?: ResumePoint;
  /** Present only when playback is restricted. */
  readonly restrictions?: ChapterRestrictions;
  /** Of the form `spotify:episode:ID`. */
  readonly uri: string;
  /** The chapter's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * A chapter with its audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface Chapter extends SimplifiedChapter {
  readonly audiobook: SimplifiedAudiobook;
}

/**
 * Why a chapter cannot be played.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface ChapterRestrictions {
  /** As for other objects, or the audiobook has to be bought first. */
  readonly reason: Open<'market' | 'product' | 'explicit' | 'payment_required'>;
}

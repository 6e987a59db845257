import type { ChapterRestrictions } from './chapter-restrictions.js';
import type { ExternalUrls } from './external-urls.js';
import type { Image } from './image.js';
import type { Open } from './open.js';
import type { ResumePoint } from './resume-point.js';

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

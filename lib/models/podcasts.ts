import type {
  Copyright,
  ExternalUrls,
  Image,
  Open,
  Page,
  Restrictions,
  ResumePoint,
} from './common.js';

/**
 * A show (podcast) without its episodes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-shows
 */
export interface SimplifiedShow {
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  copyrights: Copyright[];
  /** Plain text. */
  description: string;
  /** The same, with HTML tags. */
  html_description: string;
  /** `false` also where unknown. */
  explicit: boolean;
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Widest first. */
  images: Image[];
  /** Whether every episode lies on other servers than Spotify's; `null` where unknown. */
  is_externally_hosted: boolean | null;
  /** ISO 639 codes. */
  languages: string[];
  media_type: string;
  name: string;
  /** Absent for apps in development mode since February 2026. */
  publisher?: string;
  type: 'show';
  uri: string;
  total_episodes: number;
}

/**
 * A show (podcast) with its first episodes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
 */
export interface Show extends SimplifiedShow {
  /** The first page of the show's episodes. */
  episodes: Page<SimplifiedEpisode>;
}

/**
 * An episode as its show holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-shows-episodes
 */
export interface SimplifiedEpisode {
  /** 30 seconds as MP3; `null` where there are none. Absent for apps in development mode since February 2026. */
  audio_preview_url?: string | null;
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
  /** Whether the audio lies on other servers than Spotify's. */
  is_externally_hosted: boolean;
  /** Whether the `market` asked for has it. */
  is_playable: boolean;
  /** An ISO 639 code; superseded by `languages`. Absent for apps in development mode since February 2026. */
  language?: string;
  /** ISO 639-1 codes. */
  languages: string[];
  name: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  release_date: string;
  release_date_precision: Open<'year' | 'month' | 'day'>;
  /** Present for user tokens only, so that an app token never gets it. */
  resume_point?: ResumePoint;
  type: 'episode';
  uri: string;
  /** Present only when playback is restricted. */
  restrictions?: Restrictions;
}

/**
 * An episode with its show.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface Episode extends SimplifiedEpisode {
  show: SimplifiedShow;
}

import type {
  Copyright,
  ExternalUrls,
  Image,
  Open,
  Page,
  Restrictions,
  ResumePoint,
  ExtendedFields,
} from './common.js';

/** A show's field that apps in development mode do not get. */
interface ExtendedShow {
  readonly publisher: string;
}

/**
 * A show (podcast) without its episodes, as lists, searches and episodes hold it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-shows
 */
export interface SimplifiedShow extends ExtendedFields<ExtendedShow> {
  readonly type: 'show';
  readonly id: string;
  readonly name: string;
  /** Plain text. */
  readonly description: string;
  /** The same, with HTML tags; `null` in some episodes' shows. */
  readonly html_description: string | null;
  /** `null` in some episodes' shows. */
  readonly total_episodes: number | null;
  readonly media_type: string;
  /** ISO 639 codes. */
  readonly languages: readonly string[];
  /** Widest first. */
  readonly images: readonly Image[];
  readonly copyrights: readonly Copyright[];
  /** `false` also where unknown. */
  readonly explicit: boolean;
  /** Whether every episode lies on other servers than Spotify's; `null` where unknown. */
  readonly is_externally_hosted: boolean | null;
  /**
   * ISO 3166-1 alpha-2 codes; absent when a `market` is given, and for apps in development mode since February 2026.
   */
  readonly available_markets?: readonly string[];
  readonly uri: string;
  /** The show's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * A show (podcast) with its first episodes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
 */
export interface Show extends SimplifiedShow {
  readonly html_description: string;
  readonly total_episodes: number;
  /** The first page of the show's episodes. */
  readonly episodes: Page<SimplifiedEpisode>;
}

/** An episode's fields that apps in development mode do not get. */
interface ExtendedEpisode {
  /** 30 seconds as MP3; `null` where there are none. */
  readonly audio_preview_url: string | null;
  /** An ISO 639 code; superseded by `languages`. */
  readonly language: string;
}

/**
 * An episode as its show holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-shows-episodes
 */
export interface SimplifiedEpisode extends ExtendedFields<ExtendedEpisode> {
  readonly type: 'episode';
  readonly id: string;
  readonly name: string;
  /** Plain text. */
  readonly description: string;
  /** The same, with HTML tags. */
  readonly html_description: string;
  readonly duration_ms: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as `release_date_precision` says. */
  readonly release_date: string;
  readonly release_date_precision: Open<'year' | 'month' | 'day'>;
  /** ISO 639-1 codes. */
  readonly languages: readonly string[];
  /** Widest first. */
  readonly images: readonly Image[];
  /** `false` also where unknown. */
  readonly explicit: boolean;
  /** Whether the audio lies on other servers than Spotify's. */
  readonly is_externally_hosted: boolean;
  /** Whether the market has it; may be absent when no `market` is given. */
  readonly is_playable?: boolean;
  /** Present for users' tokens only. */
  readonly resume_point?: ResumePoint;
  /** Present only when playback is restricted. */
  readonly restrictions?: Restrictions;
  readonly uri: string;
  /** The episode's URL in the API. */
  readonly href: string;
  readonly external_urls: ExternalUrls;
}

/**
 * An episode with its show.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface Episode extends SimplifiedEpisode {
  readonly show: SimplifiedShow;
}

import type { Copyright } from './copyright.js';
import type { ExternalUrls } from './external-urls.js';
import type { Image } from './image.js';

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

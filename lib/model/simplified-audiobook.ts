import type { Author } from './author.js';
import type { Copyright } from './copyright.js';
import type { ExternalUrls } from './external-urls.js';
import type { Image } from './image.js';
import type { Narrator } from './narrator.js';

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

import type { ExternalUrls } from './external-urls.js';
import type { Image } from './image.js';
import type { Open } from './open.js';
import type { Restrictions } from './restrictions.js';
import type { SimplifiedArtist } from './simplified-artist.js';

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

import type { Followers } from './followers.js';
import type { Image } from './image.js';
import type { SimplifiedArtist } from './simplified-artist.js';

/**
 * An artist.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Artist extends SimplifiedArtist {
  /** Absent for apps in development mode since February 2026. */
  followers?: Followers;
  /** Empty while the artist is unclassified. Absent for apps in development mode since February 2026. */
  genres?: string[];
  /** Widest first. */
  images: Image[];
  /** 0 to 100, from the popularity of all the artist's tracks. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

import type { Image } from './image.js';

/**
 * A category of Spotify's browse pages.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
 */
export interface Category {
  /** The category's URL in the API. */
  href: string;
  icons: Image[];
  id: string;
  /** In the language of the call's `locale`. */
  name: string;
}

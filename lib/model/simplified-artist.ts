import type { ExternalUrls } from './external-urls.js';

/**
 * An artist as albums and tracks name it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface SimplifiedArtist {
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  name: string;
  type: 'artist';
  uri: string;
}

import type { ExternalUrls } from './external-urls.js';

/**
 * The track that was asked for, where another one that the market has was given instead.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/track-relinking
 */
export interface LinkedTrack {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'track';
  uri: string;
}

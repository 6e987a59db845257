import type { ExternalUrls } from './external-urls.js';
import type { Followers } from './followers.js';
import type { Image } from './image.js';

/**
 * What anybody may know of a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
 */
export interface PublicUser {
  /** `null` where the user shows no name. */
  display_name: string | null;
  external_urls: ExternalUrls;
  /** Absent for apps in development mode since February 2026. */
  followers?: Followers;
  /** The user's URL in the API. */
  href: string;
  id: string;
  images: Image[];
  type: 'user';
  uri: string;
}

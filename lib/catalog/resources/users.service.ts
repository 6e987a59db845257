import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { PublicUser, SimplifiedPlaylist } from '../../models/playlists.js';
import type { PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';
import { normalizeListedPlaylist } from '../normalize-playlist.js';

const developmentAlternative = 'a playlist names its owner: playlists.get(id).';

export const USER_ENDPOINTS = {
  get: { path: '/users/{id}', id: 'user', developmentAlternative, reference: 'get-users-profile' },
  playlists: {
    path: '/users/{id}/playlists',
    id: 'user',
    limit: 50,
    developmentAlternative,
    reference: 'get-list-users-playlists',
  },
} as const satisfies EndpointTable;

/** Users' public profiles. Ids may be given as a user's name, a URI or a link. */
@Injectable()
export class SpotifyUsersService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * One user.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `playlists.get()` names a
   * playlist's owner.
   * @throws SpotifyUnavailableError in development mode; SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
   */
  get(id: string, options?: CallOptions): Promise<PublicUser> {
    return this.client.get(USER_ENDPOINTS.get, id, options);
  }

  /**
   * One user, or `null` where Spotify has none (404).
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `playlists.get()` names a
   * playlist's owner.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
   */
  find(id: string, options?: CallOptions): Promise<PublicUser | null> {
    return this.client.find(USER_ENDPOINTS.get, id, options);
  }

  /**
   * The user's public playlists; pages of up to 50.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `playlists.get()` names a
   * playlist's owner.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
   */
  playlists(
    id: string,
    options?: CallOptions & PageOptions,
  ): SpotifyPager<SimplifiedPlaylist | null> {
    return this.client.list(USER_ENDPOINTS.playlists, id, options, {
      normalize: normalizeListedPlaylist,
    });
  }
}

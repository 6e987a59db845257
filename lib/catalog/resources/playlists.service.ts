import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import { parseSpotifyId } from '../../ids/spotify-id.js';
import type { Image } from '../../models/common.js';
import type { PlaylistItem } from '../../models/playlists.js';
import type { Playlist } from '../../models/playlists.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';
import { normalizePlaylist, normalizePlaylistItem } from '../normalize-playlist.js';

export const PLAYLIST_ENDPOINTS = {
  get: {
    path: '/playlists/{id}',
    id: 'playlist',
    query: ['market', 'additional_types'],
    inDevelopment: 'without items',
    reference: 'get-playlist',
  },
  items: {
    path: '/playlists/{id}/items',
    id: 'playlist',
    query: ['market', 'additional_types'],
    limit: 50,
    inDevelopment: 'no (403)',
    reference: 'get-playlists-items',
  },
  images: { path: '/playlists/{id}/images', id: 'playlist', reference: 'get-playlist-cover' },
  isFollowedBy: {
    path: '/playlists/{id}/followers/contains',
    id: 'playlist',
    query: ['ids'],
    developmentAlternative: 'there is no equivalent.',
    reference: 'check-if-user-follows-playlist',
  },
} as const satisfies EndpointTable;

/** Without this Spotify shows episodes as tracks. */
const BOTH = { additionalTypes: 'track,episode' };

/** Playlists: their entries are `items` in both quota modes. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyPlaylistsService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * One playlist with its first entries; without `items` for apps in development mode, which an app token gets no
   * playlist's content with.
   *
   * @throws SpotifyNotFoundError when there is none; Spotify's own playlists are hidden from newer apps
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  async get(id: string, options?: MarketOptions): Promise<Playlist> {
    return normalizePlaylist(
      await this.client.get(PLAYLIST_ENDPOINTS.get, id, { ...options, ...BOTH }),
    );
  }

  /**
   * The playlist's entries, in order: tracks, episodes, and files of a user's own (`is_local`); pages of up to 50. A page
   * may hold `null`.
   *
   * @throws SpotifyForbiddenError in development mode: Spotify gives a playlist's content there only with the token of a
   *   user who owns it or may edit it
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
   */
  items(id: string, options?: MarketOptions & PageOptions): SpotifyPager<PlaylistItem | null> {
    const normalize = normalizePlaylistItem;
    return this.client.list(PLAYLIST_ENDPOINTS.items, id, options, {
      normalize,
      extraParams: BOTH,
    });
  }

  /**
   * The playlist's cover, in up to three sizes, widest first.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
   */
  images(id: string, options?: CallOptions): Promise<readonly Image[]> {
    return this.client.get(PLAYLIST_ENDPOINTS.images, id, options);
  }

  /**
   * Whether a user follows the playlist.
   *
   * @param user - a user's name, URI or link
   * @deprecated gone for apps in development mode since February 2026
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/check-if-user-follows-playlist
   */
  async isFollowedBy(id: string, user: string, options?: CallOptions): Promise<boolean> {
    const ids = parseSpotifyId(user, 'user');
    const endpoint = PLAYLIST_ENDPOINTS.isFollowedBy;
    const [follows] = await this.client.get<boolean[]>(endpoint, id, options, { ids });
    return follows === true;
  }
}

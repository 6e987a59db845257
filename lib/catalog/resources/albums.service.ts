import { Injectable } from '@nestjs/common';
import type { Album } from '../../models/music.js';
import type { SimplifiedTrack } from '../../models/music.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';

export const ALBUM_ENDPOINTS = {
  get: {
    path: '/albums/{id}',
    id: 'album',
    query: ['market'],
    reference: 'get-an-album',
    batch: { path: '/albums', property: 'albums', limit: 20, reference: 'get-multiple-albums' },
  },
  tracks: {
    path: '/albums/{id}/tracks',
    id: 'album',
    query: ['market'],
    limit: 50,
    reference: 'get-an-albums-tracks',
  },
} as const satisfies EndpointTable;

/** Albums. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyAlbumsService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * One album with its first tracks.
   *
   * @throws SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
   */
  get(id: string, options?: MarketOptions): Promise<Album> {
    return this.client.get(ALBUM_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of albums: one entry an id, in order, `null` where Spotify has none. Asks 20 a request in extended mode,
   * one by one in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-albums
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Album | null)[]> {
    return this.client.getMany(ALBUM_ENDPOINTS.get, ids, options);
  }

  /**
   * The album's tracks, in order of disc and number; pages of up to 50.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
   */
  tracks(id: string, options?: MarketOptions & PageOptions): SpotifyPager<SimplifiedTrack> {
    return this.client.list(ALBUM_ENDPOINTS.tracks, id, options);
  }
}

import { Injectable } from '@nestjs/common';
import type { Track } from '../model/track.js';
import type { MarketOptions } from './call.options.js';
import { CatalogClient } from './catalog.client.js';
import type { EndpointTable } from './endpoint.js';

export const TRACK_ENDPOINTS = {
  get: {
    path: '/tracks/{id}',
    id: 'track',
    query: ['market'],
    reference: 'get-track',
    batch: { path: '/tracks', property: 'tracks', limit: 50, reference: 'get-several-tracks' },
  },
} as const satisfies EndpointTable;

/** Tracks. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyTracksService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * One track.
   *
   * @throws SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-track
   */
  get(id: string, options?: MarketOptions): Promise<Track> {
    return this.client.get(TRACK_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of tracks: one entry an id, in order, `null` where Spotify has none. Asks 50 a request in extended mode,
   * one by one in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-tracks
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Track | null)[]> {
    return this.client.getMany(TRACK_ENDPOINTS.get, ids, options);
  }
}

import { Injectable } from '@nestjs/common';
import type { Episode } from '../../models/podcasts.js';
import type { MarketOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

export const EPISODE_ENDPOINTS = {
  get: {
    path: '/episodes/{id}',
    id: 'episode',
    query: ['market'],
    needsMarket: true,
    reference: 'get-an-episode',
    batch: {
      path: '/episodes',
      property: 'episodes',
      limit: 50,
      reference: 'get-multiple-episodes',
    },
  },
} as const satisfies EndpointTable;

/** Episodes of shows. Ids may be given as an id, a URI or a link. Without a market Spotify hides most of them. */
@Injectable()
export class SpotifyEpisodesService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

  /**
   * One episode with its show.
   *
   * @throws SpotifyNotFoundError when there is none, or none in this market
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
   */
  get(id: string, options?: MarketOptions): Promise<Episode> {
    return this.client.get(EPISODE_ENDPOINTS.get, id, options);
  }

  /**
   * One episode, or `null` where Spotify has none in this market (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
   */
  find(id: string, options?: MarketOptions): Promise<Episode | null> {
    return this.client.find(EPISODE_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of episodes: one entry per id, in order, `null` where Spotify has none. Up to 50 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-episodes
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Episode | null)[]> {
    return this.batches.getMany(EPISODE_ENDPOINTS.get, ids, options);
  }
}

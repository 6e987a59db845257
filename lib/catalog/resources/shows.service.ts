import { Injectable } from '@nestjs/common';
import type { Show, SimplifiedEpisode, SimplifiedShow } from '../../models/podcasts.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import { embeddedIn } from '../embedded-page.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';

export const SHOW_ENDPOINTS = {
  get: {
    path: '/shows/{id}',
    id: 'show',
    query: ['market'],
    needsMarket: true,
    reference: 'get-a-show',
    batch: {
      path: '/shows',
      property: 'shows',
      limit: 50,
      simplified: true,
      reference: 'get-multiple-shows',
    },
  },
  episodes: {
    path: '/shows/{id}/episodes',
    id: 'show',
    query: ['market'],
    needsMarket: true,
    limit: 50,
    reference: 'get-a-shows-episodes',
  },
} as const satisfies EndpointTable;

/** Shows (podcasts). Ids may be given as an id, a URI or a link. Without a market Spotify hides most of them. */
@Injectable()
export class SpotifyShowsService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

  /**
   * One show with its first episodes.
   *
   * @throws SpotifyNotFoundError when there is none, or none in this market
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
   */
  get(id: string, options?: MarketOptions): Promise<Show> {
    return this.client.get(SHOW_ENDPOINTS.get, id, options);
  }

  /**
   * One show, or `null` where Spotify has none in this market (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
   */
  find(id: string, options?: MarketOptions): Promise<Show | null> {
    return this.client.find(SHOW_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of shows, without their episodes: one entry per id, in order, `null` where Spotify has none. Up to 50
   * ids per request in extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-shows
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(SimplifiedShow | null)[]> {
    return this.batches.getMany(SHOW_ENDPOINTS.get, ids, options);
  }

  /**
   * The show's episodes, newest first; pages of up to 50. Given a show instead of its id, the pager begins with the page
   * that the show contains, and requests only the rest.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-shows-episodes
   */
  episodes(
    show: string | Pick<Show, 'id' | 'episodes'>,
    options?: MarketOptions & PageOptions,
  ): SpotifyPager<SimplifiedEpisode> {
    const { id, page } = embeddedIn<SimplifiedEpisode>(show, 'episodes');
    return this.client.list(SHOW_ENDPOINTS.episodes, id, options, { embedded: page });
  }
}

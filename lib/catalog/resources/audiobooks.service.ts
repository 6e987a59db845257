import { Injectable } from '@nestjs/common';
import type { Audiobook, SimplifiedChapter } from '../../models/audiobooks.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import { embeddedIn } from '../embedded-page.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';

export const AUDIOBOOK_ENDPOINTS = {
  get: {
    path: '/audiobooks/{id}',
    id: 'audiobook',
    query: ['market'],
    needsMarket: true,
    reference: 'get-an-audiobook',
    batch: {
      path: '/audiobooks',
      property: 'audiobooks',
      limit: 50,
      reference: 'get-multiple-audiobooks',
    },
  },
  chapters: {
    path: '/audiobooks/{id}/chapters',
    id: 'audiobook',
    query: ['market'],
    needsMarket: true,
    limit: 50,
    reference: 'get-audiobook-chapters',
  },
} as const satisfies EndpointTable;

/** Audiobooks; only some markets have them. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyAudiobooksService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

  /**
   * One audiobook with its first chapters.
   *
   * @throws SpotifyNotFoundError when there is none, or none in this market
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
   */
  get(id: string, options?: MarketOptions): Promise<Audiobook> {
    return this.client.get(AUDIOBOOK_ENDPOINTS.get, id, options);
  }

  /**
   * One audiobook, or `null` where Spotify has none in this market (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
   */
  find(id: string, options?: MarketOptions): Promise<Audiobook | null> {
    return this.client.find(AUDIOBOOK_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of audiobooks: one entry per id, in order, `null` where Spotify has none. Up to 50 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-audiobooks
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Audiobook | null)[]> {
    return this.batches.getMany(AUDIOBOOK_ENDPOINTS.get, ids, options);
  }

  /**
   * The audiobook's chapters, in order; pages of up to 50. Given an audiobook instead of its id, the pager begins with
   * the page that the audiobook contains, and requests only the rest.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audiobook-chapters
   */
  chapters(
    audiobook: string | Pick<Audiobook, 'id' | 'chapters'>,
    options?: MarketOptions & PageOptions,
  ): SpotifyPager<SimplifiedChapter> {
    const { id, page } = embeddedIn<SimplifiedChapter>(audiobook, 'chapters');
    return this.client.list(AUDIOBOOK_ENDPOINTS.chapters, id, options, { embedded: page });
  }
}

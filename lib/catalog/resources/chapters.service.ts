import { Injectable } from '@nestjs/common';
import type { Chapter } from '../../models/audiobooks.js';
import type { MarketOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

export const CHAPTER_ENDPOINTS = {
  get: {
    path: '/chapters/{id}',
    id: 'chapter',
    query: ['market'],
    needsMarket: true,
    reference: 'get-a-chapter',
    batch: {
      path: '/chapters',
      property: 'chapters',
      limit: 50,
      reference: 'get-several-chapters',
    },
  },
} as const satisfies EndpointTable;

/** Chapters of audiobooks; only some markets have them. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyChaptersService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

  /**
   * One chapter.
   *
   * @throws SpotifyNotFoundError when there is none, or none in this market
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
   */
  get(id: string, options?: MarketOptions): Promise<Chapter> {
    return this.client.get(CHAPTER_ENDPOINTS.get, id, options);
  }

  /**
   * One chapter, or `null` where Spotify has none in this market (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
   */
  find(id: string, options?: MarketOptions): Promise<Chapter | null> {
    return this.client.find(CHAPTER_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of chapters: one entry per id, in order, `null` where Spotify has none. Up to 50 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-chapters
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Chapter | null)[]> {
    return this.batches.getMany(CHAPTER_ENDPOINTS.get, ids, options);
  }
}

import { Injectable } from '@nestjs/common';
import type { Album, SimplifiedAlbum, SimplifiedTrack } from '../../models/music.js';
import { endOf } from '../../pipeline/spotify-http.service.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import { embeddedIn } from '../embedded-page.js';
import type { EndpointTable } from '../endpoint.js';
import { EXTERNAL_ID_HITS, hasUpc, readUpc } from '../external-ids.js';
import { searchQuery } from '../search-query.js';
import { SEARCH } from './search.service.js';
import type { SpotifyPager } from '../spotify-pager.js';

export const ALBUM_ENDPOINTS = {
  get: {
    path: '/albums/{id}',
    id: 'album',
    query: ['market'],
    reference: 'get-an-album',
    batch: { path: '/albums', property: 'albums', limit: 20, reference: 'get-multiple-albums' },
  },
  findByUpc: { ...SEARCH, limit: EXTERNAL_ID_HITS, property: 'albums' },
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
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

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
   * One album, or `null` where Spotify has none (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
   */
  find(id: string, options?: MarketOptions): Promise<Album | null> {
    return this.client.find(ALBUM_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of albums: one entry per id, in order, `null` where Spotify has none. Up to 20 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-albums
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Album | null)[]> {
    return this.batches.getMany(ALBUM_ENDPOINTS.get, ids, options);
  }

  /**
   * The album with a Universal Product Code, or `null`: the first of five search results that has it. Search results do
   * not tell their codes, so albums are requested too, until one has it.
   *
   * @param upc - 12 digits, or an EAN of 13 or 14
   * @throws SpotifyBadRequestError when it is not a UPC
   * @see https://developer.spotify.com/documentation/web-api/reference/search
   */
  async findByUpc(upc: string, options?: MarketOptions): Promise<Album | null> {
    const code = readUpc(upc);
    const call = { ...options, until: endOf(options?.deadline) };
    const extraParams = () => ({ q: searchQuery({ upc: code }), type: ['album'] });
    const rules = { extraParams };
    const { findByUpc, get } = ALBUM_ENDPOINTS;
    const { items } = await this.client.list<SimplifiedAlbum | null>(
      findByUpc,
      undefined,
      call,
      rules,
    );
    for (const hit of items) {
      const album = hit && (await this.client.find<Album>(get, hit.id, call));
      if (album && hasUpc(album.external_ids, code)) return album;
    }
    return null;
  }

  /**
   * The album's tracks, in order of disc and number; pages of up to 50. Given an album instead of its id, the pager
   * begins with the page that the album contains, and requests only the rest.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
   */
  tracks(
    album: string | Pick<Album, 'id' | 'tracks'>,
    options?: MarketOptions & PageOptions,
  ): SpotifyPager<SimplifiedTrack> {
    const { id, page } = embeddedIn<SimplifiedTrack>(album, 'tracks');
    return this.client.list(ALBUM_ENDPOINTS.tracks, id, options, { embedded: page });
  }
}

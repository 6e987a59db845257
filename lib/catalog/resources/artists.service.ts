import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { ArtistDiscographyAlbum } from '../../models/music.js';
import type { Artist } from '../../models/music.js';
import type { Track } from '../../models/music.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';

export const ARTIST_ENDPOINTS = {
  get: {
    path: '/artists/{id}',
    id: 'artist',
    reference: 'get-an-artist',
    batch: { path: '/artists', property: 'artists', limit: 50, reference: 'get-multiple-artists' },
  },
  albums: {
    path: '/artists/{id}/albums',
    id: 'artist',
    query: ['include_groups', 'market'],
    limit: { development: 10, extended: 50 },
    reference: 'get-an-artists-albums',
  },
  topTracks: {
    path: '/artists/{id}/top-tracks',
    id: 'artist',
    query: ['market'],
    property: 'tracks',
    developmentAlternative:
      "search.tracks(searchQuery({ artist: 'name' })) finds an artist's tracks.",
    reference: 'get-an-artists-top-tracks',
  },
  relatedArtists: {
    path: '/artists/{id}/related-artists',
    id: 'artist',
    property: 'artists',
    developmentAlternative: 'search.artists(searchQuery({ genre })) finds artists of a kind.',
    legacyAppsOnly: true,
    reference: 'get-an-artists-related-artists',
  },
} as const satisfies EndpointTable;

/** How an album is the artist's. */
export type AlbumGroup = 'album' | 'single' | 'appears_on' | 'compilation';

export interface ArtistAlbumsOptions extends MarketOptions, PageOptions {
  /** Only these. Default: all. */
  includeGroups?: readonly AlbumGroup[];
}

/** Artists. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyArtistsService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * One artist.
   *
   * @throws SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
   */
  get(id: string, options?: CallOptions): Promise<Artist> {
    return this.client.get(ARTIST_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of artists: one entry an id, in order, `null` where Spotify has none. Asks 50 a request in extended mode,
   * one by one in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-artists
   */
  getMany(ids: readonly string[], options?: CallOptions): Promise<(Artist | null)[]> {
    return this.client.getMany(ARTIST_ENDPOINTS.get, ids, options);
  }

  /**
   * The artist's albums; pages of up to 50, in development mode 10.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
   */
  albums(id: string, options?: ArtistAlbumsOptions): SpotifyPager<ArtistDiscographyAlbum> {
    return this.client.list(ARTIST_ENDPOINTS.albums, id, options);
  }

  /**
   * The artist's most popular tracks in a market.
   *
   * @deprecated gone for apps in development mode since February 2026
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-top-tracks
   */
  topTracks(id: string, options?: MarketOptions): Promise<readonly Track[]> {
    return this.client.get(ARTIST_ENDPOINTS.topTracks, id, options);
  }

  /**
   * Artists that the same people listen to, up to 20.
   *
   * @deprecated since 2024-11-27, for all apps but those that had extended access before
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-related-artists
   */
  relatedArtists(id: string, options?: CallOptions): Promise<readonly Artist[]> {
    return this.client.get(ARTIST_ENDPOINTS.relatedArtists, id, options);
  }
}

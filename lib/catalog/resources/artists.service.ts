import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { Artist, ArtistDiscographyAlbum, Track } from '../../models/music.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
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
    developmentAlternative: 'search.artists(searchQuery({ genre })) finds artists of a genre.',
    legacyAppsOnly: true,
    reference: 'get-an-artists-related-artists',
  },
} as const satisfies EndpointTable;

/** What an album is to the artist. */
export type AlbumGroup = 'album' | 'single' | 'appears_on' | 'compilation';

/** What `artists.albums()` takes. */
export interface ArtistAlbumsOptions extends MarketOptions, PageOptions {
  /** Only albums of these groups. Default: all. */
  includeGroups?: readonly AlbumGroup[] | undefined;
}

/** Artists. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyArtistsService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

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
   * One artist, or `null` where Spotify has none (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
   */
  find(id: string, options?: CallOptions): Promise<Artist | null> {
    return this.client.find(ARTIST_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of artists: one entry per id, in order, `null` where Spotify has none. Up to 50 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-multiple-artists
   */
  getMany(ids: readonly string[], options?: CallOptions): Promise<(Artist | null)[]> {
    return this.batches.getMany(ARTIST_ENDPOINTS.get, ids, options);
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
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `search.tracks(searchQuery({
   * artist }))` finds an artist's tracks.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-top-tracks
   */
  topTracks(id: string, options?: MarketOptions): Promise<readonly Track[]> {
    return this.client.get(ARTIST_ENDPOINTS.topTracks, id, options);
  }

  /**
   * Up to 20 artists with the same listeners.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. Instead:
   * `search.artists(searchQuery({ genre }))` finds artists of a genre.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-related-artists
   */
  relatedArtists(id: string, options?: CallOptions): Promise<readonly Artist[]> {
    return this.client.get(ARTIST_ENDPOINTS.relatedArtists, id, options);
  }
}

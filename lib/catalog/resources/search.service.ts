import { Injectable } from '@nestjs/common';
import type { Artist, SimplifiedAlbum, Track } from '../../models/music.js';
import type { SimplifiedAudiobook } from '../../models/audiobooks.js';
import type { SimplifiedEpisode, SimplifiedShow } from '../../models/podcasts.js';
import type { SimplifiedPlaylist } from '../../models/playlists.js';
import type { SearchPages, SearchResults } from '../../models/discovery.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable, ListEndpoint } from '../endpoint.js';
import { type SearchType } from '../parameters.js';
import type { SpotifyPager } from '../spotify-pager.js';
import { normalizeSearchResults, normalizeListedPlaylist } from '../normalize-playlist.js';

/** The endpoint; each kind of search reads another list of its response. */
export const SEARCH = {
  path: '/search',
  query: ['q', 'type', 'market', 'include_external'],
  limit: { development: 10, extended: 50 },
  /** Spotify refuses requests in which offset and limit add up to more than 1,000. */
  ceiling: 1000,
  reference: 'search',
} as const;

export const SEARCH_ENDPOINTS = {
  query: SEARCH,
  albums: { ...SEARCH, property: 'albums' },
  artists: { ...SEARCH, property: 'artists' },
  audiobooks: { ...SEARCH, property: 'audiobooks' },
  episodes: { ...SEARCH, property: 'episodes' },
  playlists: { ...SEARCH, property: 'playlists' },
  shows: { ...SEARCH, property: 'shows' },
  tracks: { ...SEARCH, property: 'tracks' },
} as const satisfies EndpointTable;

/** What every search takes besides its query. */
export interface SearchOptions extends MarketOptions, PageOptions {
  /** `audio`: the app can play audio hosted elsewhere, which then counts as playable. */
  includeExternal?: 'audio' | undefined;
}

/**
 * Search. The query is Spotify's own language: words, and filters such as `artist:` and `year:`; `searchQuery()` writes it
 * safely. At most the first 1,000 results of a query can be reached.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
@Injectable()
export class SpotifySearchService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * Searches several types with one request, and returns one page per type. Pages of up to 50, in development mode 10.
   *
   * @throws SpotifyBadRequestError for an empty query, no type or an unknown one
   */
  async query<T extends SearchType>(
    query: string,
    types: readonly T[],
    options: SearchOptions = {},
  ): Promise<SearchResults<T>> {
    const results = await this.client.page<Partial<SearchPages>>(SEARCH, options, {
      q: query,
      type: types,
    });
    return normalizeSearchResults(results) as SearchResults<T>;
  }

  /** Albums by words or filters, best match first. */
  albums(query: string, options?: SearchOptions): SpotifyPager<SimplifiedAlbum> {
    return this.pager(SEARCH_ENDPOINTS.albums, 'album', query, options);
  }

  /** Artists by words or filters, best match first. */
  artists(query: string, options?: SearchOptions): SpotifyPager<Artist> {
    return this.pager(SEARCH_ENDPOINTS.artists, 'artist', query, options);
  }

  /** Audiobooks by words or filters, best match first; only some markets have them. */
  audiobooks(query: string, options?: SearchOptions): SpotifyPager<SimplifiedAudiobook> {
    return this.pager(SEARCH_ENDPOINTS.audiobooks, 'audiobook', query, options);
  }

  /** Episodes of shows by words or filters, best match first; pass a market, without which Spotify hides most of them. */
  episodes(query: string, options?: SearchOptions): SpotifyPager<SimplifiedEpisode> {
    return this.pager(SEARCH_ENDPOINTS.episodes, 'episode', query, options);
  }

  /** Playlists by words, best match first; a page may hold `null` for some. */
  playlists(query: string, options?: SearchOptions): SpotifyPager<SimplifiedPlaylist | null> {
    return this.pager(
      SEARCH_ENDPOINTS.playlists,
      'playlist',
      query,
      options,
      normalizeListedPlaylist,
    );
  }

  /** Shows (podcasts) by words or filters, best match first; pass a market, without which Spotify hides most of them. */
  shows(query: string, options?: SearchOptions): SpotifyPager<SimplifiedShow> {
    return this.pager(SEARCH_ENDPOINTS.shows, 'show', query, options);
  }

  /** Tracks by words or filters, best match first. */
  tracks(query: string, options?: SearchOptions): SpotifyPager<Track> {
    return this.pager(SEARCH_ENDPOINTS.tracks, 'track', query, options);
  }

  private pager<T>(
    endpoint: ListEndpoint,
    type: SearchType,
    query: string,
    options: SearchOptions = {},
    normalize?: (item: T) => T,
  ): SpotifyPager<T> {
    const extraParams = () => ({ q: query, type: [type] });
    return this.client.list(endpoint, undefined, options, { normalize, extraParams });
  }
}

import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { Category } from '../../models/discovery.js';
import type { SimplifiedAlbum } from '../../models/music.js';
import type { SimplifiedPlaylist } from '../../models/playlists.js';
import type { LocaleOptions, PageOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';
import { normalizeListedPlaylist } from '../normalize-playlist.js';

const PLAYLISTS_INSTEAD = 'search.playlists(query) finds playlists by words.';

export const BROWSE_ENDPOINTS = {
  categories: {
    path: '/browse/categories',
    query: ['locale'],
    limit: 50,
    property: 'categories',
    developmentAlternative: PLAYLISTS_INSTEAD,
    reference: 'get-categories',
  },
  category: {
    path: '/browse/categories/{id}',
    id: 'category',
    query: ['locale'],
    developmentAlternative: PLAYLISTS_INSTEAD,
    reference: 'get-a-category',
  },
  categoryPlaylists: {
    path: '/browse/categories/{id}/playlists',
    id: 'category',
    limit: 50,
    property: 'playlists',
    developmentAlternative: PLAYLISTS_INSTEAD,
    legacyAppsOnly: true,
    reference: 'get-a-categories-playlists',
  },
  featuredPlaylists: {
    path: '/browse/featured-playlists',
    query: ['locale'],
    limit: 50,
    property: 'playlists',
    developmentAlternative: PLAYLISTS_INSTEAD,
    legacyAppsOnly: true,
    reference: 'get-featured-playlists',
  },
  newReleases: {
    path: '/browse/new-releases',
    limit: 50,
    property: 'albums',
    developmentAlternative:
      "search.albums(searchQuery({ tag: 'new' })) finds albums released in the last two weeks.",
    reference: 'get-new-releases',
  },
} as const satisfies EndpointTable;

/** The content of Spotify's Browse tab. Apps in development mode have no access to it. */
@Injectable()
export class SpotifyBrowseService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * The categories of the Browse tab; pages of up to 50.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `search.playlists()`.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-categories
   */
  categories(options?: LocaleOptions & PageOptions): SpotifyPager<Category> {
    return this.client.list(BROWSE_ENDPOINTS.categories, undefined, options);
  }

  /**
   * One category, by its id or its former name, such as `party`.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `search.playlists()`.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
   */
  category(id: string, options?: LocaleOptions): Promise<Category> {
    return this.client.get(BROWSE_ENDPOINTS.category, id, options);
  }

  /**
   * A category's playlists; pages of up to 50.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. Instead:
   * `search.playlists()`.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-a-categories-playlists
   */
  categoryPlaylists(
    id: string,
    options?: CallOptions & PageOptions,
  ): SpotifyPager<SimplifiedPlaylist | null> {
    const normalize = normalizeListedPlaylist;
    return this.client.list(BROWSE_ENDPOINTS.categoryPlaylists, id, options, { normalize });
  }

  /**
   * The playlists featured on the Browse tab; pages of up to 50.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. Instead:
   * `search.playlists()`.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-featured-playlists
   */
  featuredPlaylists(
    options?: LocaleOptions & PageOptions,
  ): SpotifyPager<SimplifiedPlaylist | null> {
    const normalize = normalizeListedPlaylist;
    return this.client.list(BROWSE_ENDPOINTS.featuredPlaylists, undefined, options, { normalize });
  }

  /**
   * New albums; pages of up to 50.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: `search.albums(searchQuery({
   * tag: 'new' }))` finds albums of the last two weeks.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-new-releases
   */
  newReleases(options?: CallOptions & PageOptions): SpotifyPager<SimplifiedAlbum> {
    return this.client.list(BROWSE_ENDPOINTS.newReleases, undefined, options);
  }
}

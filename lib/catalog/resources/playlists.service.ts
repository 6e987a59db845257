import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import { parseSpotifyId } from '../../ids/spotify-id.js';
import type { Image } from '../../models/common.js';
import type { Playlist, PlaylistItem, SimplifiedPlaylist } from '../../models/playlists.js';
import type { MarketOptions, PageOptions } from '../call.options.js';
import { CatalogClient, nullIfNotFound } from '../catalog.client.js';
import { embeddedIn } from '../embedded-page.js';
import type { EndpointTable } from '../endpoint.js';
import type { SpotifyPager } from '../spotify-pager.js';
import { normalizePlaylist, normalizePlaylistItem } from '../normalize-playlist.js';
import {
  type DeepPartial,
  normalizeFilteredItem,
  normalizeFilteredPlaylist,
  playlistFields,
  playlistItemsFields,
} from '../playlist-fields.js';
import { QuotaSurface } from '../quota-surface.js';

export const PLAYLIST_ENDPOINTS = {
  get: {
    path: '/playlists/{id}',
    id: 'playlist',
    query: ['market', 'additional_types', 'fields'],
    inDevelopment: 'without items',
    reference: 'get-playlist',
  },
  items: {
    path: '/playlists/{id}/items',
    formerPath: '/playlists/{id}/tracks',
    id: 'playlist',
    query: ['market', 'additional_types', 'fields'],
    limit: 50,
    inDevelopment: 'no (403)',
    reference: 'get-playlists-items',
  },
  images: { path: '/playlists/{id}/images', id: 'playlist', reference: 'get-playlist-cover' },
  isFollowedBy: {
    path: '/playlists/{id}/followers/contains',
    id: 'playlist',
    query: ['ids'],
    developmentAlternative: 'there is no equivalent.',
    reference: 'check-if-user-follows-playlist',
  },
} as const satisfies EndpointTable;

/** Without this parameter Spotify returns episodes in the form of tracks. */
const BOTH_TYPES = { additionalTypes: 'track,episode' };

/** What a call for a whole playlist takes. */
export interface PlaylistOptions extends MarketOptions {
  /** Not given: see `FilteredPlaylistOptions`. */
  fields?: undefined;
}

/** What a call for some of a playlist's fields takes. */
export interface FilteredPlaylistOptions extends MarketOptions {
  /**
   * Spotify's field filter, in today's names whatever the app's quota mode: `name,items(total,items(item(name)))`, or
   * with `!` all but some fields. What it leaves out is absent.
   */
  fields: string | undefined;
}

/** A playlist, as far as its entries go: a simplified one has none in it. */
type PlaylistWithItems = Pick<Playlist, 'id' | 'items'> | Pick<SimplifiedPlaylist, 'id' | 'items'>;

/** Playlists. Their entries are `items` in both quota modes. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyPlaylistsService {
  constructor(
    private readonly client: CatalogClient,
    private readonly surface: QuotaSurface,
  ) {}

  /**
   * Some fields of one playlist.
   *
   * @throws SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  get(id: string, options: FilteredPlaylistOptions): Promise<DeepPartial<Playlist>>;
  /**
   * One playlist with its first entries; without `items` for apps in development mode, which an app token gets no
   * playlist's content with.
   *
   * @throws SpotifyNotFoundError when there is none; Spotify's own playlists are hidden from newer apps
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  get(id: string, options?: PlaylistOptions): Promise<Playlist>;
  async get(id: string, options?: PlaylistOptions | FilteredPlaylistOptions): Promise<unknown> {
    const { get } = PLAYLIST_ENDPOINTS;
    const fields = playlistFields(options?.fields, this.surface.playlistNames);
    const extraParams = { ...BOTH_TYPES, fields };
    if (fields === undefined) {
      return normalizePlaylist(await this.client.get(get, id, options, extraParams));
    }
    return normalizeFilteredPlaylist(await this.client.get(get, id, options, extraParams));
  }

  /**
   * Some fields of one playlist, or `null` where Spotify has none (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  find(id: string, options: FilteredPlaylistOptions): Promise<DeepPartial<Playlist> | null>;
  /**
   * One playlist, or `null` where Spotify has none (404); Spotify's own playlists are hidden from newer apps.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
   */
  find(id: string, options?: PlaylistOptions): Promise<Playlist | null>;
  find(id: string, options?: PlaylistOptions | FilteredPlaylistOptions): Promise<unknown> {
    return this.get(id, options as PlaylistOptions).catch(nullIfNotFound);
  }

  /**
   * Some fields of the playlist's entries, in order; pages of up to 50. The filter is that of a page, such as
   * `items(added_at,item(name))`; the pager adds what it needs itself.
   *
   * @throws SpotifyForbiddenError in development mode: Spotify gives a playlist's content there only with the token of a
   *   user who owns it or may edit it
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
   */
  items(
    playlist: string | PlaylistWithItems,
    options: FilteredPlaylistOptions & PageOptions,
  ): SpotifyPager<DeepPartial<PlaylistItem> | null>;
  /**
   * The playlist's entries, in order: tracks, episodes, and files of a user's own (`is_local`); pages of up to 50. A page
   * may hold `null`. Given a playlist instead of its id, the pager begins with the page that the playlist contains, and
   * requests only the rest.
   *
   * @throws SpotifyForbiddenError in development mode: Spotify gives a playlist's content there only with the token of a
   *   user who owns it or may edit it
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
   */
  items(
    playlist: string | PlaylistWithItems,
    options?: PlaylistOptions & PageOptions,
  ): SpotifyPager<PlaylistItem | null>;
  items(
    playlist: string | PlaylistWithItems,
    options?: (PlaylistOptions | FilteredPlaylistOptions) & PageOptions,
  ): SpotifyPager<PlaylistItem | null> | SpotifyPager<DeepPartial<PlaylistItem> | null> {
    const { id, page } = embeddedIn<PlaylistItem | null>(playlist, 'items');
    const isFiltered = options?.fields !== undefined;
    return this.client.list<PlaylistItem | null>(PLAYLIST_ENDPOINTS.items, id, options, {
      normalize: isFiltered ? normalizeFilteredItem : normalizePlaylistItem,
      extraParams: () => ({
        ...BOTH_TYPES,
        fields: playlistItemsFields(options?.fields, this.surface.playlistNames),
      }),
      embedded: isFiltered ? undefined : page,
    });
  }

  /**
   * The playlist's cover, in up to three sizes, widest first.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
   */
  images(id: string, options?: CallOptions): Promise<readonly Image[]> {
    return this.client.get(PLAYLIST_ENDPOINTS.images, id, options);
  }

  /**
   * Whether a user follows the playlist.
   *
   * @param user - a user's name, URI or link
   * @remarks Extended quota only: gone in development mode since February 2026. There is no substitute.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/check-if-user-follows-playlist
   */
  async isFollowedBy(id: string, user: string, options?: CallOptions): Promise<boolean> {
    const ids = parseSpotifyId(user, 'user');
    const endpoint = PLAYLIST_ENDPOINTS.isFollowedBy;
    const [follows] = await this.client.get<boolean[]>(endpoint, id, options, { ids });
    return follows === true;
  }
}

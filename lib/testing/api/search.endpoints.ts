import { simplifiedAlbum } from '../dataset/albums.js';
import { fullArtist } from '../dataset/artists.js';
import { simplifiedAudiobook } from '../dataset/audiobooks.js';
import { simplifiedEpisode } from '../dataset/podcasts.js';
import { formOf } from '../dataset/added-form.js';
import type { Addable } from '../dataset/added-items.js';
import { simplify } from '../dataset/simplify.js';
import type { ItemType } from '../dataset/ids.js';
import { page } from '../dataset/page.js';
import { simplifiedAddedPlaylist, simplifiedPlaylist } from '../dataset/playlists.js';
import { search, searchAdded } from '../dataset/search.js';
import {
  albums,
  artists,
  audiobooks,
  episodes,
  playlists,
  shows,
  tracks,
  type Searchable,
} from '../dataset/searchables.js';
import { simplifiedShow } from '../dataset/podcasts.js';
import { track } from '../dataset/tracks.js';
import type { View } from '../dataset/view.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

/** The largest `offset + limit`. */
const SEARCH_MAX_REACH = 1000;

interface SearchType {
  readonly kind: Searchable;
  show(view: View, n: number): unknown;
}

/** Every ninth playlist is `null`, as some are in the real search. */
const SEARCH_TYPES: ReadonlyMap<string, SearchType> = new Map<ItemType, SearchType>([
  ['track', { kind: tracks, show: track }],
  ['artist', { kind: artists, show: fullArtist }],
  ['album', { kind: albums, show: simplifiedAlbum }],
  [
    'playlist',
    { kind: playlists, show: (view, n) => (n % 9 === 4 ? null : simplifiedPlaylist(view, n)) },
  ],
  ['show', { kind: shows, show: simplifiedShow }],
  ['episode', { kind: episodes, show: simplifiedEpisode }],
  ['audiobook', { kind: audiobooks, show: simplifiedAudiobook }],
]);

export const SEARCH: readonly FakeEndpoint[] = [{ path: '/search', respond: searchResults }];

function searchResults(request: ApiRequest) {
  const { view, query } = request;
  // The links of a page say `query`, and so must work with it.
  const q = query.get('query') ?? request.required('q');
  const types = [...new Set(request.required('type').split(','))];
  const slice = request.slice(view.extended ? { max: 50, fallback: 20 } : { max: 10, fallback: 5 });
  if (slice.offset + slice.limit > SEARCH_MAX_REACH) throw new ApiError(400, 'Invalid offset');
  if (![null, 'audio'].includes(query.get('include_external'))) {
    throw new ApiError(400, 'Invalid include_external');
  }
  const pages = types.map((type) => {
    const searchType = SEARCH_TYPES.get(type);
    if (!searchType) throw new ApiError(400, `Bad search type field ${type}`);
    const found = search(searchType.kind, q).filter((n) => request.offers(type as ItemType, n));
    // The links of a page search for its own type only.
    const own = new URLSearchParams(query);
    own.set('type', type);
    const show = (index: number) => searchType.show(view, found[index] as number);
    const added = searchAdded(view.added, type as ItemType, q).map((item) => addedHit(view, item));
    return [
      `${type}s`,
      page(view, '/search', found.length, { ...slice, query: own }, show, {
        added,
        addedFirst: true,
        maxReach: SEARCH_MAX_REACH,
      }),
    ];
  });
  return Object.fromEntries(pages) as unknown;
}

/** Search gives artists and tracks in their full form, the rest in the simplified one. */
function addedHit(view: View, item: Addable[ItemType]): object {
  if (item.type === 'playlist') return simplifiedAddedPlaylist(view, item);
  if (item.type === 'artist' || item.type === 'track') return formOf(view, item);
  return formOf(view, simplify(item));
}

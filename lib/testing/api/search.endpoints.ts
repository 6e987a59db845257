import { simplifiedAlbum } from '../dataset/music.js';
import { fullArtist } from '../dataset/artists.js';
import { simplifiedAudiobook } from '../dataset/audiobooks.js';
import { simplifiedEpisode } from '../dataset/podcasts.js';
import type { ItemType } from '../dataset/ids.js';
import { page } from '../dataset/page.js';
import { simplifiedPlaylist } from '../dataset/playlists.js';
import { search } from '../dataset/search.js';
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
import { track } from '../dataset/music.js';
import type { View } from '../dataset/view.js';
import { ApiError } from './api-request.js';
import type { ApiRequest } from './api-request.js';
import type { FakeEndpoint } from './api-request.js';

/** How far into the hits a search reaches. */
const CEILING = 1000;

interface Hits {
  readonly kind: Searchable;
  show(view: View, n: number): unknown;
}

/** Every ninth playlist is `null`, as some are in the real search. */
const KINDS: ReadonlyMap<string, Hits> = new Map<ItemType, Hits>([
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

export const SEARCH: readonly FakeEndpoint[] = [{ path: '/search', answer: answerSearch }];

function answerSearch(request: ApiRequest) {
  const { view, query } = request;
  const q = request.required('q');
  const types = [...new Set(request.required('type').split(','))];
  const slice = request.slice(view.extended ? { max: 50, fallback: 20 } : { max: 10, fallback: 5 });
  if (slice.offset + slice.limit > CEILING) throw new ApiError(400, 'Invalid offset');
  if (![null, 'audio'].includes(query.get('include_external'))) {
    throw new ApiError(400, 'Invalid include_external');
  }
  const pages = types.map((type) => {
    const hits = KINDS.get(type);
    if (!hits) throw new ApiError(400, `Bad search type field ${type}`);
    const found = request.offers(type as ItemType) ? search(hits.kind, q) : [];
    // Each type's links lead on to that type alone.
    const own = new URLSearchParams(query);
    own.set('type', type);
    const show = (index: number) => hits.show(view, found[index] as number);
    return [
      `${type}s`,
      page(view, '/search', found.length, { ...slice, query: own }, show, CEILING),
    ];
  });
  return Object.fromEntries(pages) as unknown;
}

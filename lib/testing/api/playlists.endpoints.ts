import { playlist } from '../catalogue/full-playlist.js';
import { playlistItems, type EntryNames } from '../catalogue/playlist-items.js';
import { draw } from '../catalogue/random.js';
import type { ApiRequest } from './api-request.js';
import type { FakeEndpoint } from './endpoint.js';
import { onlyFields } from './only-fields.js';

export const PLAYLISTS: readonly FakeEndpoint[] = [
  {
    path: '/playlists/{id}',
    answer: (request) =>
      onlyFields(playlist(request.view, request.number('playlist')), request.query.get('fields')),
  },
  {
    path: '/playlists/{id}/items',
    answer: (request) =>
      entries(request, 'items', request.view.extended ? ['item', 'track'] : ['item'], 50),
  },
  {
    path: '/playlists/{id}/tracks',
    gone: true,
    answer: (request) => entries(request, 'tracks', ['track'], 100),
  },
  {
    path: '/playlists/{id}/images',
    answer: (request) => {
      request.number('playlist');
      return request.view.images('playlist', request.param);
    },
  },
  {
    path: '/playlists/{id}/followers/contains',
    gone: true,
    answer: (request) => {
      const n = request.number('playlist');
      const users = request.required('ids').split(',');
      return users.map((user) => draw(n, user.length, user.charCodeAt(0)) % 3 === 0);
    },
  },
];

function entries(request: ApiRequest, list: 'items' | 'tracks', names: EntryNames, max: number) {
  const n = request.number('playlist');
  const slice = request.slice({ max, fallback: 20 });
  return onlyFields(
    playlistItems(request.view, n, list, names, slice),
    request.query.get('fields'),
  );
}

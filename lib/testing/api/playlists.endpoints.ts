import { playlistsOfUser } from '../dataset/counts.js';
import { page } from '../dataset/page.js';
import {
  type EntryNames,
  fullPlaylist,
  playlistItems,
  simplifiedPlaylist,
} from '../dataset/playlists.js';
import { draw } from '../dataset/random.js';
import { publicUser, userNumber } from '../dataset/users.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

export const PLAYLISTS: readonly FakeEndpoint[] = [
  {
    path: '/playlists/{id}',
    answer: (request) =>
      onlyFields(
        fullPlaylist(request.view, request.number('playlist')),
        request.query.get('fields'),
      ),
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

/** The names a `fields` parameter keeps, or leaves out, each with what it says of what lies below. */
interface FieldTree {
  readonly kept: Map<string, FieldTree>;
  readonly dropped: Set<string>;
}

/**
 * What is left of an answer under a playlist endpoint's `fields`, such as `name,items(added_at,track(!album))`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export function onlyFields(answer: unknown, fields: string | null): unknown {
  return fields ? prune(answer, parse(fields.match(/[^\s,().!]+|[,().!]/g) ?? [])) : answer;
}

/** Reads tokens up to the closing bracket of this level. */
function parse(tokens: string[]): FieldTree {
  const tree: FieldTree = { kept: new Map(), dropped: new Set() };
  let at = tree;
  let name = '';
  for (let token = tokens.shift(); token !== undefined && token !== ')'; token = tokens.shift()) {
    if (token === ',') at = tree;
    else if (token === '!') at.dropped.add(tokens.shift() ?? '');
    else if (token === '(') at.kept.set(name, parse(tokens));
    else if (token === '.') at = at.kept.get(name) ?? tree;
    else {
      name = token;
      if (!at.kept.has(name)) at.kept.set(name, { kept: new Map(), dropped: new Set() });
    }
  }
  return tree;
}

function prune(value: unknown, tree: FieldTree): unknown {
  if (tree.kept.size === 0 && tree.dropped.size === 0) return value;
  if (Array.isArray(value)) return value.map((entry) => prune(entry, tree));
  if (typeof value !== 'object' || value === null) return value;
  const left: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const below = tree.kept.get(name);
    if (below) left[name] = prune(inner, below);
    else if (tree.kept.size === 0 && !tree.dropped.has(name)) left[name] = inner;
  }
  return left;
}

export const USERS: readonly FakeEndpoint[] = [
  {
    path: '/users/{id}',
    gone: true,
    answer: (request) => publicUser(request.view, numberOf(request)),
  },
  {
    path: '/users/{id}/playlists',
    gone: true,
    answer: (request) => {
      const n = numberOf(request);
      const first = playlistsOfUser.start(n);
      const path = `/users/${request.param}/playlists`;
      const slice = request.slice({ max: 50, fallback: 20 });
      return page(request.view, path, playlistsOfUser.size(n), slice, (index) =>
        simplifiedPlaylist(request.view, first + index),
      );
    },
  },
];

function numberOf({ param }: ApiRequest): number {
  const n = userNumber(param);
  if (n === undefined) throw new ApiError(404, 'Resource not found');
  return n;
}

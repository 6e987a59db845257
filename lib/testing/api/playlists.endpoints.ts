import { playlistsOfUser } from '../dataset/counts.js';
import { page } from '../dataset/page.js';
import {
  fullPlaylist,
  isOwner,
  playlistEntries,
  playlistImages,
  simplifiedPlaylist,
} from '../dataset/playlists.js';
import { hash } from '../dataset/random.js';
import { publicUser, userNumber } from '../dataset/users.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

export const PLAYLISTS: readonly FakeEndpoint[] = [
  {
    path: '/playlists/{id}',
    respond: (request) =>
      onlyFields(
        fullPlaylist(request.view, request.number('playlist')),
        request.query.get('fields'),
      ),
  },
  {
    path: '/playlists/{id}/items',
    respond: (request) => entries(request, 'items', 50),
  },
  {
    path: '/playlists/{id}/tracks',
    removedInDevelopment: true,
    respond: (request) => entries(request, 'tracks', 100),
  },
  {
    path: '/playlists/{id}/images',
    respond: (request) => playlistImages(request.view, request.number('playlist')) ?? [],
  },
  {
    path: '/playlists/{id}/followers/contains',
    removedInDevelopment: true,
    respond: (request) => {
      const n = request.number('playlist');
      const users = request.required('ids').split(',');
      return users.map((user) => hash(n, user.length, user.charCodeAt(0)) % 3 === 0);
    },
  },
];

/** In development mode the entries are for the owner's token only, so an app token never gets them. */
function entries(request: ApiRequest, list: 'items' | 'tracks', max: number) {
  const { view } = request;
  const n = request.number('playlist');
  if (!view.extended && !isOwner(view, n)) throw new ApiError(403, 'Forbidden');
  const slice = request.slice({ max, fallback: 20 });
  return onlyFields(playlistEntries(view, n, list, slice), request.query.get('fields'));
}

/** A parsed `fields` parameter: the names to keep, each with its own subtree, and the names to drop (`!name`). */
interface FieldTree {
  readonly kept: Map<string, FieldTree>;
  readonly dropped: Set<string>;
}

/**
 * Applies a playlist endpoint's `fields` parameter, such as `name,items(added_at,track(!album))`, to the body.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export function onlyFields(body: unknown, fields: string | null): unknown {
  return fields ? prune(body, parse(fields.match(/[^\s,().!]+|[,().!]/g) ?? [])) : body;
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
    removedInDevelopment: true,
    respond: (request) => publicUser(request.view, numberOf(request)),
  },
  {
    path: '/users/{id}/playlists',
    removedInDevelopment: true,
    respond: (request) => {
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

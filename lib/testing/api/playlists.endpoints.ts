import { playlistsOfUser } from '../dataset/counts.js';
import { page } from '../dataset/page.js';
import {
  addedEntries,
  fullPlaylist,
  isOwner,
  playlistEntries,
  playlistImages,
  simplifiedAddedPlaylist,
  simplifiedPlaylist,
} from '../dataset/playlists.js';
import { hash } from '../dataset/random.js';
import { publicUser, userNumber } from '../dataset/users.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

export const PLAYLISTS: readonly FakeEndpoint[] = [
  {
    path: '/playlists/{id}',
    respond: (request) =>
      onlyFields(request.item('playlist', fullPlaylist), request.query.get('fields')),
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
    respond: (request) => {
      const added = request.view.added.get('playlist', request.param);
      const images = added
        ? added.images
        : playlistImages(request.view, request.number('playlist'));
      return images ?? [];
    },
  },
  {
    path: '/playlists/{id}/followers/contains',
    removedInDevelopment: true,
    respond: (request) => {
      const playlist = request.owner('playlist');
      const users = request.required('ids').split(',');
      return users.map(
        (user) => hash(playlist.charCodeAt(0), user.length, user.charCodeAt(0)) % 3 === 0,
      );
    },
  },
];

/** In development mode the entries are for the owner's token only, so an app token never gets them. */
function entries(request: ApiRequest, list: 'items' | 'tracks', max: number) {
  const { view } = request;
  const added = view.added.get('playlist', request.param);
  const n = added ? 0 : request.number('playlist');
  const owned = added ? view.user === added.owner.id : isOwner(view, n);
  if (!view.extended && !owned) throw new ApiError(403, 'Forbidden');
  const slice = request.slice({ max, fallback: 20 });
  const found = added
    ? addedEntries(view, added, list, slice)
    : playlistEntries(view, n, list, slice);
  return onlyFields(found, request.query.get('fields'));
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
    respond: userPlaylists,
  },
];

function userPlaylists(request: ApiRequest) {
  const { view, param } = request;
  const added = view.added
    .of('playlist', 'owner', param)
    .map((playlist) => simplifiedAddedPlaylist(view, playlist));
  // The owner of an added playlist need not be one of the invented users.
  const n = added.length > 0 ? userNumber(param) : numberOf(request);
  const { start, size } = playlistsOfUser.range(n);
  const slice = request.slice({ max: 50, fallback: 20 });
  const itemAt = (index: number): object => simplifiedPlaylist(view, start + index);
  return page(view, `/users/${param}/playlists`, size, slice, itemAt, { added });
}

function numberOf({ param }: ApiRequest): number {
  const n = userNumber(param);
  if (n === undefined) throw new ApiError(404, 'Resource not found');
  return n;
}

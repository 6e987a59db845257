import type { FakeEndpoint } from './api-request.js';
import { BROWSE } from './browse.endpoints.js';
import { ALBUMS, ARTISTS, AUDIO, TRACKS } from './music.endpoints.js';
import { PLAYLISTS, USERS } from './playlists.endpoints.js';
import { RECOMMENDATIONS } from './recommendations.endpoints.js';
import { SEARCH } from './search.endpoints.js';
import { AUDIOBOOKS, EPISODES, SHOWS } from './spoken.endpoints.js';

const ENDPOINTS = new Map(
  [ALBUMS, ARTISTS, AUDIO, AUDIOBOOKS, BROWSE, EPISODES]
    .concat([PLAYLISTS, RECOMMENDATIONS, SEARCH, SHOWS, TRACKS, USERS])
    .flat()
    .map((endpoint) => [endpoint.path, endpoint]),
);

/** The endpoint of a path under /v1, and the value of its `{id}`. */
export function matchEndpoint(path: string): { endpoint: FakeEndpoint; param: string } | undefined {
  const exact = ENDPOINTS.get(path);
  if (exact) return { endpoint: exact, param: '' };
  const segments = path.split('/');
  for (let place = 2; place < segments.length; place += 1) {
    const endpoint = ENDPOINTS.get(segments.with(place, '{id}').join('/'));
    if (endpoint) return { endpoint, param: decoded(segments[place] ?? '') };
  }
  return undefined;
}

/** The names by which a request's endpoint may be given: the path template, and the path under /v1 itself. */
export function endpointNames(path: string): [template: string, path: string] {
  const under = path.replace(/^\/v1/, '');
  return [matchEndpoint(under)?.endpoint.path ?? under, under];
}

/** Rejects a path template that no endpoint has, so that a typo is noticed; any path without a placeholder will do. */
export function requireEndpoint(endpoint: string): string {
  if (ENDPOINTS.has(endpoint) || /^\/[^{}]*$/.test(endpoint)) return endpoint;
  throw new TypeError(
    `"${endpoint}" is not an endpoint of the fake. Expected a path under /v1 such as "/search" or "/tracks/{id}".`,
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

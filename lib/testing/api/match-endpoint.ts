import { ALBUMS } from './albums.endpoints.js';
import { ARTISTS } from './artists.endpoints.js';
import type { FakeEndpoint } from './endpoint.js';
import { SEARCH } from './search.endpoints.js';
import { TRACKS } from './tracks.endpoints.js';

const ENDPOINTS = new Map(
  [ALBUMS, ARTISTS, SEARCH, TRACKS].flat().map((endpoint) => [endpoint.path, endpoint]),
);

/** The endpoint of a path under /v1, and what stands in place of its `{id}`. */
export function matchEndpoint(path: string): { endpoint: FakeEndpoint; param: string } | undefined {
  const exact = ENDPOINTS.get(path);
  if (exact) return { endpoint: exact, param: '' };
  const segments = path.split('/');
  for (let place = 2; place < segments.length; place += 1) {
    const param = segments[place] ?? '';
    const endpoint = ENDPOINTS.get(segments.with(place, '{id}').join('/'));
    if (endpoint) return { endpoint, param: decodeURIComponent(param) };
  }
  return undefined;
}

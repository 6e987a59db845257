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

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

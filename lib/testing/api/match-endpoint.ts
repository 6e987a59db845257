import { ALBUMS } from './albums.endpoints.js';
import { ARTISTS } from './artists.endpoints.js';
import { AUDIO } from './audio.endpoints.js';
import { AUDIOBOOKS } from './audiobooks.endpoints.js';
import { BROWSE } from './browse.endpoints.js';
import type { FakeEndpoint } from './endpoint.js';
import { EPISODES } from './episodes.endpoints.js';
import { PLAYLISTS } from './playlists.endpoints.js';
import { RECOMMENDATIONS } from './recommendations.endpoints.js';
import { SEARCH } from './search.endpoints.js';
import { SHOWS } from './shows.endpoints.js';
import { TRACKS } from './tracks.endpoints.js';
import { USERS } from './users.endpoints.js';

const ENDPOINTS = new Map(
  [ALBUMS, ARTISTS, AUDIO, AUDIOBOOKS, BROWSE, EPISODES]
    .concat([PLAYLISTS, RECOMMENDATIONS, SEARCH, SHOWS, TRACKS, USERS])
    .flat()
    .map((endpoint) => [endpoint.path, endpoint]),
);

/** The endpoint of a path under /v1, and what stands in place of its `{id}`. */
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

import { discographyAlbum } from '../catalogue/albums.js';
import { artist } from '../catalogue/artists.js';
import { ALBUM_GROUPS, discography } from '../catalogue/discography.js';
import { SCENE_SIZE } from '../catalogue/genres.js';
import { page } from '../catalogue/page.js';
import { topTracks } from '../catalogue/top-tracks.js';
import { track } from '../catalogue/tracks.js';
import { ApiError } from './api.error.js';
import type { ApiRequest } from './api-request.js';
import type { FakeEndpoint } from './endpoint.js';

export const ARTISTS: readonly FakeEndpoint[] = [
  {
    path: '/artists/{id}',
    answer: (request) => artist(request.view, request.number('artist')),
  },
  {
    path: '/artists',
    gone: true,
    answer: (request) => ({ artists: request.many('artist', 50, (n) => artist(request.view, n)) }),
  },
  {
    path: '/artists/{id}/albums',
    answer: artistAlbums,
  },
  {
    path: '/artists/{id}/top-tracks',
    gone: true,
    answer: (request) => ({
      tracks: topTracks(request.number('artist')).map((n) => track(request.view, n)),
    }),
  },
  {
    path: '/artists/{id}/related-artists',
    gone: true,
    answer: (request) => ({
      artists: sameScene(request.number('artist')).map((n) => artist(request.view, n)),
    }),
  },
];

function artistAlbums(request: ApiRequest) {
  const n = request.number('artist');
  const { view } = request;
  const slice = request.slice(
    view.extended ? { max: 50, fallback: 20 } : { min: 0, max: 10, fallback: 5 },
  );
  const asked = request.query.get('include_groups')?.split(',') ?? ALBUM_GROUPS;
  const groups = ALBUM_GROUPS.filter((group) => asked.includes(group));
  if (groups.length < new Set(asked).size) throw new ApiError(400, 'Invalid album type');
  const entries = discography(n, groups);
  return page(view, `/artists/${request.param}/albums`, entries.length, slice, (index) => {
    const entry = entries[index];
    return entry && discographyAlbum(view, entry);
  });
}

function sameScene(n: number): number[] {
  const first = n - (n % SCENE_SIZE);
  return Array.from({ length: SCENE_SIZE }, (_, i) => first + i).filter((other) => other !== n);
}

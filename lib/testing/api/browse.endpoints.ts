import { simplifiedAlbum } from '../dataset/music.js';
import { category, CATEGORY_IDS, categoryName, categoryScene } from '../dataset/categories.js';
import { SCENES } from '../dataset/artists.js';
import { MARKETS } from '../dataset/markets.js';
import { newReleases } from '../dataset/new-releases.js';
import { page } from '../dataset/page.js';
import { playlistScene, simplifiedPlaylist } from '../dataset/playlists.js';
import type { View } from '../dataset/view.js';
import { ApiError } from './api-request.js';
import type { ApiRequest } from './api-request.js';
import type { FakeEndpoint } from './api-request.js';

/** The playlists that are put in front are some of the first. */
const FIRST_PLAYLISTS: readonly number[] = [...Array(1200).keys()];

export const BROWSE: readonly FakeEndpoint[] = [
  {
    path: '/browse/new-releases',
    gone: true,
    answer: (request) => ({
      albums: paged(request, '/browse/new-releases', newReleases(), simplifiedAlbum),
    }),
  },
  {
    path: '/browse/featured-playlists',
    gone: true,
    answer: (request) => {
      const featured = FIRST_PLAYLISTS.filter((n) => n % 17 === 0);
      return {
        message: 'Picked for you',
        playlists: paged(request, '/browse/featured-playlists', featured, simplifiedPlaylist),
      };
    },
  },
  {
    path: '/browse/categories',
    gone: true,
    answer: (request) => {
      const all = [...CATEGORY_IDS.keys()];
      return { categories: paged(request, '/browse/categories', all, category) };
    },
  },
  {
    path: '/browse/categories/{id}',
    gone: true,
    answer: (request) => category(request.view, categoryNumber(request)),
  },
  {
    path: '/browse/categories/{id}/playlists',
    gone: true,
    answer: (request) => {
      const n = categoryNumber(request);
      const scene = categoryScene(n);
      const fitting = FIRST_PLAYLISTS.filter((playlist) => playlistScene(playlist) === scene);
      const path = `/browse/categories/${request.param}/playlists`;
      return {
        message: categoryName(n),
        playlists: paged(request, path, fitting, simplifiedPlaylist),
      };
    },
  },
  {
    path: '/markets',
    gone: true,
    answer: () => ({ markets: MARKETS }),
  },
  {
    path: '/recommendations/available-genre-seeds',
    gone: true,
    answer: () => ({ genres: SCENES.map(([genre = '']) => genre.replaceAll(' ', '-')) }),
  },
];

function paged(
  request: ApiRequest,
  path: string,
  numbers: readonly number[],
  show: (view: View, n: number) => unknown,
) {
  const slice = request.slice({ max: 50, fallback: 20 });
  return page(request.view, path, numbers.length, slice, (index) =>
    show(request.view, numbers[index] as number),
  );
}

function categoryNumber({ param }: ApiRequest): number {
  const n = CATEGORY_IDS.indexOf(param);
  if (n < 0) throw new ApiError(404, 'Resource not found');
  return n;
}

import { simplifiedAlbum } from '../dataset/albums.js';
import { category, CATEGORY_IDS, categoryName, categoryScene } from '../dataset/categories.js';
import { SCENES } from '../dataset/artists.js';
import { formOf } from '../dataset/added-form.js';
import { simplify } from '../dataset/simplify.js';
import { MARKETS } from '../dataset/markets.js';
import { newReleases } from '../dataset/discography.js';
import { page } from '../dataset/page.js';
import { playlistScene, simplifiedPlaylist } from '../dataset/playlists.js';
import type { View } from '../dataset/view.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

/** Featured and category playlists are among the first ones, which a search finds too. */
const BROWSED_PLAYLISTS: readonly number[] = [...Array(1200).keys()];

export const BROWSE: readonly FakeEndpoint[] = [
  {
    path: '/browse/new-releases',
    removedInDevelopment: true,
    respond: (request) => ({
      albums: paged(
        request,
        '/browse/new-releases',
        newReleases(),
        simplifiedAlbum,
        request.view.added.all('album').map((album) => formOf(request.view, simplify(album))),
      ),
    }),
  },
  {
    path: '/browse/featured-playlists',
    removedInDevelopment: true,
    respond: (request) => {
      const featured = BROWSED_PLAYLISTS.filter((n) => n % 17 === 0);
      return {
        message: 'Picked for you',
        playlists: paged(request, '/browse/featured-playlists', featured, simplifiedPlaylist),
      };
    },
  },
  {
    path: '/browse/categories',
    removedInDevelopment: true,
    respond: (request) => {
      const all = [...CATEGORY_IDS.keys()];
      return { categories: paged(request, '/browse/categories', all, category) };
    },
  },
  {
    path: '/browse/categories/{id}',
    removedInDevelopment: true,
    respond: (request) => category(request.view, categoryNumber(request)),
  },
  {
    path: '/browse/categories/{id}/playlists',
    removedInDevelopment: true,
    respond: (request) => {
      const n = categoryNumber(request);
      const scene = categoryScene(n);
      const fitting = BROWSED_PLAYLISTS.filter((playlist) => playlistScene(playlist) === scene);
      const path = `/browse/categories/${request.param}/playlists`;
      return {
        message: categoryName(n),
        playlists: paged(request, path, fitting, simplifiedPlaylist),
      };
    },
  },
  {
    path: '/markets',
    removedInDevelopment: true,
    respond: () => ({ markets: MARKETS }),
  },
  {
    path: '/recommendations/available-genre-seeds',
    removedInDevelopment: true,
    respond: () => ({ genres: SCENES.map(([genre = '']) => genre.replaceAll(' ', '-')) }),
  },
];

function paged(
  request: ApiRequest,
  path: string,
  numbers: readonly number[],
  show: (view: View, n: number) => unknown,
  added: readonly object[] = [],
) {
  const slice = request.slice({ max: 50, fallback: 20 });
  const itemAt = (index: number) => show(request.view, numbers[index] as number);
  return page(request.view, path, numbers.length, slice, itemAt, { added, addedFirst: true });
}

function categoryNumber({ param }: ApiRequest): number {
  const n = CATEGORY_IDS.indexOf(param);
  if (n < 0) throw new ApiError(404, 'Resource not found');
  return n;
}

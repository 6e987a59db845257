import { playlistsOfUser } from '../catalogue/census.js';
import { page } from '../catalogue/page.js';
import { simplifiedPlaylist } from '../catalogue/playlists.js';
import { publicUser, userNumber } from '../catalogue/users.js';
import { ApiError } from './api.error.js';
import type { ApiRequest } from './api-request.js';
import type { FakeEndpoint } from './endpoint.js';

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

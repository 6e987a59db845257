import { album, albumTracks } from '../catalogue/full-album.js';
import type { FakeEndpoint } from './endpoint.js';

export const ALBUMS: readonly FakeEndpoint[] = [
  {
    path: '/albums/{id}',
    answer: (request) => album(request.view, request.number('album')),
  },
  {
    path: '/albums',
    gone: true,
    answer: (request) => ({ albums: request.many('album', 20, (n) => album(request.view, n)) }),
  },
  {
    path: '/albums/{id}/tracks',
    answer: (request) =>
      albumTracks(request.view, request.number('album'), request.slice({ max: 50, fallback: 20 })),
  },
];

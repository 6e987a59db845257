import { show, showEpisodes } from '../catalogue/full-show.js';
import { simplifiedShow } from '../catalogue/shows.js';
import type { FakeEndpoint } from './endpoint.js';

export const SHOWS: readonly FakeEndpoint[] = [
  {
    path: '/shows/{id}',
    answer: (request) => show(request.view, request.number('show')),
  },
  {
    path: '/shows',
    gone: true,
    answer: (request) => ({
      shows: request.many('show', 50, (n) => simplifiedShow(request.view, n)),
    }),
  },
  {
    path: '/shows/{id}/episodes',
    answer: (request) =>
      showEpisodes(request.view, request.number('show'), request.slice({ max: 50, fallback: 20 })),
  },
];

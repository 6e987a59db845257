import { episode } from '../catalogue/episodes.js';
import type { FakeEndpoint } from './endpoint.js';

export const EPISODES: readonly FakeEndpoint[] = [
  {
    path: '/episodes/{id}',
    answer: (request) => episode(request.view, request.number('episode')),
  },
  {
    path: '/episodes',
    gone: true,
    answer: (request) => ({
      episodes: request.many('episode', 50, (n) => episode(request.view, n)),
    }),
  },
];

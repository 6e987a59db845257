import { track } from '../catalogue/tracks.js';
import type { FakeEndpoint } from './endpoint.js';

export const TRACKS: readonly FakeEndpoint[] = [
  {
    path: '/tracks/{id}',
    answer: (request) => track(request.view, request.number('track')),
  },
  {
    path: '/tracks',
    gone: true,
    answer: (request) => ({ tracks: request.many('track', 50, (n) => track(request.view, n)) }),
  },
];

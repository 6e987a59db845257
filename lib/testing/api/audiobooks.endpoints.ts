import { chapter } from '../catalogue/chapters.js';
import { audiobook, audiobookChapters } from '../catalogue/full-audiobook.js';
import type { FakeEndpoint } from './endpoint.js';

export const AUDIOBOOKS: readonly FakeEndpoint[] = [
  {
    path: '/audiobooks/{id}',
    answer: (request) => audiobook(request.view, request.number('audiobook')),
  },
  {
    path: '/audiobooks',
    gone: true,
    answer: (request) => ({
      audiobooks: request.many('audiobook', 50, (n) => audiobook(request.view, n)),
    }),
  },
  {
    path: '/audiobooks/{id}/chapters',
    answer: (request) =>
      audiobookChapters(
        request.view,
        request.number('audiobook'),
        request.slice({ max: 50, fallback: 20 }),
      ),
  },
  {
    path: '/chapters/{id}',
    answer: (request) => chapter(request.view, request.number('chapter')),
  },
  {
    path: '/chapters',
    gone: true,
    answer: (request) => ({
      chapters: request.many('chapter', 50, (n) => chapter(request.view, n)),
    }),
  },
];

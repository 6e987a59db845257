import { fullAudiobook, audiobookChapters, chapter } from '../dataset/audiobooks.js';
import { episode, fullShow, showEpisodes, simplifiedShow } from '../dataset/podcasts.js';
import type { FakeEndpoint } from './api-request.js';

export const SHOWS: readonly FakeEndpoint[] = [
  {
    path: '/shows/{id}',
    answer: (request) => fullShow(request.view, request.number('show')),
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

export const AUDIOBOOKS: readonly FakeEndpoint[] = [
  {
    path: '/audiobooks/{id}',
    answer: (request) => fullAudiobook(request.view, request.number('audiobook')),
  },
  {
    path: '/audiobooks',
    gone: true,
    answer: (request) => ({
      audiobooks: request.many('audiobook', 50, (n) => fullAudiobook(request.view, n)),
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

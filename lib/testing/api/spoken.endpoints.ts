import { fullAudiobook, audiobookChapters, chapter } from '../dataset/audiobooks.js';
import { episode, fullShow, showEpisodes, simplifiedShow } from '../dataset/podcasts.js';
import type { FakeEndpoint } from './api-request.js';

export const SHOWS: readonly FakeEndpoint[] = [
  {
    path: '/shows/{id}',
    respond: (request) => fullShow(request.view, request.number('show')),
  },
  {
    path: '/shows',
    removedInDevelopment: true,
    respond: (request) => ({
      shows: request.many('show', 50, (n) => simplifiedShow(request.view, n)),
    }),
  },
  {
    path: '/shows/{id}/episodes',
    respond: (request) =>
      showEpisodes(request.view, request.number('show'), request.slice({ max: 50, fallback: 20 })),
  },
];

export const EPISODES: readonly FakeEndpoint[] = [
  {
    path: '/episodes/{id}',
    respond: (request) => episode(request.view, request.number('episode')),
  },
  {
    path: '/episodes',
    removedInDevelopment: true,
    respond: (request) => ({
      episodes: request.many('episode', 50, (n) => episode(request.view, n)),
    }),
  },
];

export const AUDIOBOOKS: readonly FakeEndpoint[] = [
  {
    path: '/audiobooks/{id}',
    respond: (request) => fullAudiobook(request.view, request.number('audiobook')),
  },
  {
    path: '/audiobooks',
    removedInDevelopment: 404,
    respond: (request) => ({
      audiobooks: request.many('audiobook', 50, (n) => fullAudiobook(request.view, n)),
    }),
  },
  {
    path: '/audiobooks/{id}/chapters',
    respond: (request) =>
      audiobookChapters(
        request.view,
        request.number('audiobook'),
        request.slice({ max: 50, fallback: 20 }),
      ),
  },
  {
    path: '/chapters/{id}',
    respond: (request) => chapter(request.view, request.number('chapter')),
  },
  {
    path: '/chapters',
    removedInDevelopment: 404,
    respond: (request) => ({
      chapters: request.many('chapter', 50, (n) => chapter(request.view, n)),
    }),
  },
];

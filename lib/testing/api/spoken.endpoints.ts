import { fullAudiobook, audiobookChapters, chapter } from '../dataset/audiobooks.js';
import { episode, fullShow, showEpisodes, simplifiedShow } from '../dataset/podcasts.js';
import type { FakeEndpoint } from './api-request.js';

export const SHOWS: readonly FakeEndpoint[] = [
  {
    path: '/shows/{id}',
    respond: (request) => request.item('show', fullShow),
  },
  {
    path: '/shows',
    removedInDevelopment: true,
    respond: (request) => ({
      shows: request.many('show', 50, simplifiedShow),
    }),
  },
  {
    path: '/shows/{id}/episodes',
    respond: (request) =>
      showEpisodes(request.view, request.owner('show'), request.slice({ max: 50, fallback: 20 })),
  },
];

export const EPISODES: readonly FakeEndpoint[] = [
  {
    path: '/episodes/{id}',
    respond: (request) => request.item('episode', episode),
  },
  {
    path: '/episodes',
    removedInDevelopment: true,
    respond: (request) => ({
      episodes: request.many('episode', 50, episode),
    }),
  },
];

export const AUDIOBOOKS: readonly FakeEndpoint[] = [
  {
    path: '/audiobooks/{id}',
    respond: (request) => request.item('audiobook', fullAudiobook),
  },
  {
    path: '/audiobooks',
    removedInDevelopment: 404,
    respond: (request) => ({
      audiobooks: request.many('audiobook', 50, fullAudiobook),
    }),
  },
  {
    path: '/audiobooks/{id}/chapters',
    respond: (request) =>
      audiobookChapters(
        request.view,
        request.owner('audiobook'),
        request.slice({ max: 50, fallback: 20 }),
      ),
  },
  {
    path: '/chapters/{id}',
    respond: (request) => request.item('chapter', chapter),
  },
  {
    path: '/chapters',
    removedInDevelopment: 404,
    respond: (request) => ({
      chapters: request.many('chapter', 50, chapter),
    }),
  },
];

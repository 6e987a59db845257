import { existingNumber } from '../dataset/counts.js';
import { fullArtist, SCENE_SIZE } from '../dataset/artists.js';
import { audioAnalysis, audioFeatures } from '../dataset/audio.js';
import {
  ALBUM_GROUPS,
  albumTracks,
  artistTopTracks,
  discographyPage,
  fullAlbum,
} from '../dataset/discography.js';
import { track } from '../dataset/tracks.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

export const TRACKS: readonly FakeEndpoint[] = [
  {
    path: '/tracks/{id}',
    respond: (request) => request.item('track', track),
  },
  {
    path: '/tracks',
    removedInDevelopment: true,
    respond: (request) => ({ tracks: request.many('track', 50, track) }),
  },
];

export const ALBUMS: readonly FakeEndpoint[] = [
  {
    path: '/albums/{id}',
    respond: (request) => request.item('album', fullAlbum),
  },
  {
    path: '/albums',
    removedInDevelopment: true,
    respond: (request) => ({
      albums: request.many('album', 20, fullAlbum),
    }),
  },
  {
    path: '/albums/{id}/tracks',
    respond: (request) =>
      albumTracks(request.view, request.owner('album'), request.slice({ max: 50, fallback: 20 })),
  },
];

export const ARTISTS: readonly FakeEndpoint[] = [
  {
    path: '/artists/{id}',
    respond: (request) => request.item('artist', fullArtist),
  },
  {
    path: '/artists',
    removedInDevelopment: true,
    respond: (request) => ({
      artists: request.many('artist', 50, fullArtist),
    }),
  },
  {
    path: '/artists/{id}/albums',
    respond: artistAlbums,
  },
  {
    path: '/artists/{id}/top-tracks',
    removedInDevelopment: true,
    respond: (request) => ({
      tracks: artistTopTracks(request.view, request.owner('artist')),
    }),
  },
  {
    path: '/artists/{id}/related-artists',
    removedInDevelopment: true,
    respond: (request) => ({
      artists: sameScene(request.owner('artist')).map((n) => fullArtist(request.view, n)),
    }),
  },
];

function artistAlbums(request: ApiRequest) {
  const id = request.owner('artist');
  const { view } = request;
  const slice = request.slice(
    view.extended ? { max: 50, fallback: 20 } : { min: 0, max: 10, fallback: 5 },
  );
  const requested = request.query.get('include_groups')?.split(',') ?? ALBUM_GROUPS;
  const groups = ALBUM_GROUPS.filter((group) => requested.includes(group));
  if (groups.length < new Set(requested).size) throw new ApiError(400, 'Invalid album type');
  return discographyPage(view, id, groups, slice);
}

function sameScene(id: string): number[] {
  const n = existingNumber('artist', id);
  if (n === undefined) return [];
  const first = n - (n % SCENE_SIZE);
  return Array.from({ length: SCENE_SIZE }, (_, i) => first + i).filter((other) => other !== n);
}

export const AUDIO: readonly FakeEndpoint[] = [
  {
    path: '/audio-features/{id}',
    removedInDevelopment: true,
    respond: (request) => audioFeatures(request.view, request.number('track')),
  },
  {
    path: '/audio-features',
    removedInDevelopment: true,
    respond: (request) => ({
      audio_features: request.ids(100).map((id) => request.invented('track', id, audioFeatures)),
    }),
  },
  {
    path: '/audio-analysis/{id}',
    removedInDevelopment: true,
    respond: (request) => audioAnalysis(request.view, request.number('track')),
  },
];

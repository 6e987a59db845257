import { fullArtist, SCENE_SIZE } from '../dataset/artists.js';
import { audioAnalysis, audioFeatures } from '../dataset/audio.js';
import {
  ALBUM_GROUPS,
  albumTracks,
  discography,
  discographyAlbum,
  fullAlbum,
} from '../dataset/discography.js';
import { page } from '../dataset/page.js';
import { topTracks, track } from '../dataset/tracks.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

export const TRACKS: readonly FakeEndpoint[] = [
  {
    path: '/tracks/{id}',
    respond: (request) => track(request.view, request.number('track')),
  },
  {
    path: '/tracks',
    removedInDevelopment: true,
    respond: (request) => ({ tracks: request.many('track', 50, (n) => track(request.view, n)) }),
  },
];

export const ALBUMS: readonly FakeEndpoint[] = [
  {
    path: '/albums/{id}',
    respond: (request) => fullAlbum(request.view, request.number('album')),
  },
  {
    path: '/albums',
    removedInDevelopment: true,
    respond: (request) => ({
      albums: request.many('album', 20, (n) => fullAlbum(request.view, n)),
    }),
  },
  {
    path: '/albums/{id}/tracks',
    respond: (request) =>
      albumTracks(request.view, request.number('album'), request.slice({ max: 50, fallback: 20 })),
  },
];

export const ARTISTS: readonly FakeEndpoint[] = [
  {
    path: '/artists/{id}',
    respond: (request) => fullArtist(request.view, request.number('artist')),
  },
  {
    path: '/artists',
    removedInDevelopment: true,
    respond: (request) => ({
      artists: request.many('artist', 50, (n) => fullArtist(request.view, n)),
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
      tracks: topTracks(request.number('artist')).map((n) => track(request.view, n)),
    }),
  },
  {
    path: '/artists/{id}/related-artists',
    removedInDevelopment: true,
    respond: (request) => ({
      artists: sameScene(request.number('artist')).map((n) => fullArtist(request.view, n)),
    }),
  },
];

function artistAlbums(request: ApiRequest) {
  const n = request.number('artist');
  const { view } = request;
  const slice = request.slice(
    view.extended ? { max: 50, fallback: 20 } : { min: 0, max: 10, fallback: 5 },
  );
  const requested = request.query.get('include_groups')?.split(',') ?? ALBUM_GROUPS;
  const groups = ALBUM_GROUPS.filter((group) => requested.includes(group));
  if (groups.length < new Set(requested).size) throw new ApiError(400, 'Invalid album type');
  const entries = discography(n, groups);
  return page(view, `/artists/${request.param}/albums`, entries.length, slice, (index) => {
    const entry = entries[index];
    return entry && discographyAlbum(view, entry);
  });
}

function sameScene(n: number): number[] {
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
      audio_features: request.many('track', 100, (n) => audioFeatures(request.view, n)),
    }),
  },
  {
    path: '/audio-analysis/{id}',
    removedInDevelopment: true,
    respond: (request) => audioAnalysis(request.view, request.number('track')),
  },
];

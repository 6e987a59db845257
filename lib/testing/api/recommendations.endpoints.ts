import type { AudioFeatures } from '../../models/audio.js';
import type { RecommendationSeed } from '../../models/discovery.js';
import { existingNumber } from '../dataset/counts.js';
import { sceneOf, SCENES } from '../dataset/artists.js';
import { recommend } from '../dataset/audio.js';
import { track, trackArtists } from '../dataset/tracks.js';
import { ApiError, type ApiRequest, type FakeEndpoint } from './api-request.js';

const MAX_SEEDS = 5;

export const RECOMMENDATIONS: readonly FakeEndpoint[] = [
  { path: '/recommendations', removedInDevelopment: true, respond: recommendations },
];

/** `min_` and `max_` attributes filter the tracks; `target_` attributes are accepted and ignored. */
function recommendations(request: ApiRequest) {
  const { view } = request;
  const seeds = ['artist', 'track', 'genre'].flatMap((type) =>
    (request.query.get(`seed_${type}s`) ?? '')
      .split(',')
      .filter((id) => id !== '')
      .map((id) => ({ type, id, scene: sceneOfSeed(type, id) })),
  );
  if (seeds.length === 0 || seeds.length > MAX_SEEDS) throw new ApiError(400, 'Invalid seeds');
  const { limit } = request.slice({ max: 100, fallback: 20 });
  const scenes = seeds.map(({ scene }) => scene);
  const found = recommend(view, scenes, limit, bounds(request.query));
  return {
    seeds: seeds.map(({ type, id }): RecommendationSeed => {
      const href = type === 'genre' ? null : view.href(`/${type}s/${id}`);
      return {
        afterFilteringSize: 250,
        afterRelinkingSize: 250,
        href,
        id,
        initialPoolSize: 500,
        type,
      };
    }),
    tracks: found.map((n) => track(view, n)),
  };
}

function sceneOfSeed(type: string, id: string): number {
  if (type === 'genre') {
    const scene = SCENES.findIndex((genres) =>
      genres.some((genre) => genre.replaceAll(' ', '-') === id),
    );
    if (scene >= 0) return scene;
  } else {
    const n = existingNumber(type === 'artist' ? 'artist' : 'track', id);
    const [artist] = n === undefined ? [] : type === 'artist' ? [n] : trackArtists(n);
    if (artist !== undefined) return sceneOf(artist);
  }
  throw new ApiError(400, 'Invalid seeds');
}

function bounds(query: URLSearchParams): (features: AudioFeatures) => boolean {
  const checks: ((features: AudioFeatures) => boolean)[] = [];
  for (const [name, text] of query) {
    const [, side, attribute = ''] = /^(min|max)_(\w+)$/.exec(name) ?? [];
    const bound = Number(text);
    if (!side || attribute === 'popularity') continue;
    if (Number.isNaN(bound)) throw new ApiError(400, `Invalid ${name}`);
    checks.push((features) => {
      const value: unknown = features[attribute as keyof AudioFeatures];
      return typeof value !== 'number' || (side === 'min' ? value >= bound : value <= bound);
    });
  }
  return (features) => checks.every((check) => check(features));
}

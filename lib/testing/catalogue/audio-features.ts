import type { AudioFeatures } from '../../model/audio-features.js';
import { idOf, SEEDS } from './ids.js';
import { draw, unit } from './random.js';
import { trackDuration } from './tracks.js';
import type { View } from './view.js';

export function audioFeatures(view: View, n: number): AudioFeatures {
  const id = idOf('track', n);
  const share = (salt: number, power = 1) =>
    round(unit(draw(SEEDS.track, n, 20 + salt)) ** power, 4);
  return {
    acousticness: share(0),
    analysis_url: view.href(`/audio-analysis/${id}`),
    danceability: share(1),
    duration_ms: trackDuration(n),
    energy: share(2),
    id,
    instrumentalness: share(3, 3),
    key: draw(SEEDS.track, n, 30) % 12,
    liveness: share(4, 2),
    loudness: round(-2 - 18 * share(5, 2), 3),
    mode: draw(SEEDS.track, n, 31) % 2,
    speechiness: share(6, 4),
    tempo: round(70 + 110 * share(7), 3),
    time_signature: draw(SEEDS.track, n, 32) % 8 === 0 ? 3 : 4,
    track_href: view.href(`/tracks/${id}`),
    type: 'audio_features',
    uri: `spotify:track:${id}`,
    valence: share(8),
  };
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

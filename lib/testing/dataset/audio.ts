import type { AudioAnalysis, AudioFeatures } from '../../models/audio.js';
import { idOf, SEEDS } from './ids.js';
import { sceneTrack, trackDuration } from './tracks.js';
import { hash, unit } from './random.js';
import { originalTrack } from './relinking.js';
import type { View } from './view.js';

export function audioFeatures(view: View, number: number): AudioFeatures {
  const n = originalTrack(number);
  const id = idOf('track', number);
  const share = (salt: number, power = 1) =>
    round(unit(hash(SEEDS.track, n, 20 + salt)) ** power, 4);
  return {
    acousticness: share(0),
    analysis_url: view.href(`/audio-analysis/${id}`),
    danceability: share(1),
    duration_ms: trackDuration(n),
    energy: share(2),
    id,
    instrumentalness: share(3, 3),
    key: hash(SEEDS.track, n, 30) % 12,
    liveness: share(4, 2),
    loudness: round(-2 - 18 * share(5, 2), 3),
    mode: hash(SEEDS.track, n, 31) % 2,
    speechiness: share(6, 4),
    tempo: round(70 + 110 * share(7), 3),
    time_signature: hash(SEEDS.track, n, 32) % 8 === 0 ? 3 : 4,
    track_href: view.href(`/tracks/${id}`),
    type: 'audio_features',
    uri: `spotify:track:${id}`,
    valence: share(8),
  };
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

const SAMPLE_RATE_HZ = 22_050;

/** A perfectly regular analysis: every beat has the length that the tempo gives. */
export function audioAnalysis(view: View, number: number): AudioAnalysis {
  const n = originalTrack(number);
  const { tempo, loudness, key, mode, time_signature } = audioFeatures(view, n);
  const duration = trackDuration(n) / 1000;
  const beat = 60 / tempo;
  const sure = (salt: number) => round(unit(hash(SEEDS.track, n, 40 + salt)), 3);
  const pulse = { loudness, tempo, tempo_confidence: sure(0), key, key_confidence: sure(1) };
  const metre = {
    mode: mode === 1 ? (1 as const) : (0 as const),
    mode_confidence: sure(2),
    time_signature,
    time_signature_confidence: sure(3),
  };
  const fingerprint = Buffer.from(`fake ${n}`).toString('base64url');
  return {
    meta: {
      analyzer_version: '4.0.0',
      platform: 'Linux',
      detailed_status: 'OK',
      status_code: 0,
      timestamp: 1_700_000_000,
      analysis_time: round(duration / 30, 5),
      input_process: 'libvorbisfile L+R 44100->22050',
    },
    track: {
      num_samples: Math.round(duration * SAMPLE_RATE_HZ),
      duration,
      sample_md5: '',
      offset_seconds: 0,
      window_seconds: 0,
      analysis_sample_rate: SAMPLE_RATE_HZ,
      analysis_channels: 1,
      end_of_fade_in: 0,
      start_of_fade_out: round(duration - 4, 5),
      ...pulse,
      ...metre,
      codestring: fingerprint,
      code_version: 3.15,
      echoprintstring: fingerprint,
      echoprint_version: 4.15,
      synchstring: fingerprint,
      synch_version: 1,
      rhythmstring: fingerprint,
      rhythm_version: 1,
    },
    bars: intervals(n, duration, beat * time_signature),
    beats: intervals(n, duration, beat),
    sections: intervals(n, duration, beat * 64).map((section) =>
      Object.assign(section, pulse, metre),
    ),
    segments: intervals(n, duration, 1.5).map((segment, index) =>
      Object.assign(segment, {
        loudness_start: round(loudness - 6, 3),
        loudness_max: loudness,
        loudness_max_time: 0.06,
        loudness_end: 0,
        pitches: twelve(n, index, (share) => share),
        timbre: twelve(n, index + 1, (share) => round(share * 160 - 80, 3)),
      }),
    ),
    tatums: intervals(n, duration, beat / 2),
  };
}

function intervals(n: number, duration: number, length: number) {
  return Array.from({ length: Math.ceil(duration / length) }, (_, index) => ({
    start: round(index * length, 5),
    duration: round(Math.min(length, duration - index * length), 5),
    confidence: round(unit(hash(SEEDS.track, n, 50 + index)), 3),
  }));
}

function twelve(n: number, index: number, of: (share: number) => number): number[] {
  return Array.from({ length: 12 }, (_, i) => of(round(unit(hash(n, index, i)), 3)));
}

/** How many tracks are considered per requested track. */
const MAX_CANDIDATES_PER_TRACK = 60;

/** Tracks from the seeds' scenes in turn that pass the filter; `limit` of them, or as many as were found. */
export function recommend(
  view: View,
  scenes: readonly number[],
  limit: number,
  passes: (features: AudioFeatures) => boolean,
): number[] {
  const found = new Set<number>();
  for (let i = 0; i < limit * MAX_CANDIDATES_PER_TRACK && found.size < limit; i += 1) {
    const scene = scenes[i % scenes.length] ?? 0;
    const n = sceneTrack(scene, hash(scene, i, 77));
    if (passes(audioFeatures(view, n))) found.add(n);
  }
  return [...found];
}

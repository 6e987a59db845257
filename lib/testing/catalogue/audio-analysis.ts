import type { AudioAnalysis } from '../../model/audio-analysis.js';
import { audioFeatures, round } from './audio-features.js';
import { SEEDS } from './ids.js';
import { draw, unit } from './random.js';
import { trackDuration } from './tracks.js';
import type { View } from './view.js';

const SAMPLE_RATE = 22_050;

/** Regular music: every beat as long as the tempo says. */
export function audioAnalysis(view: View, n: number): AudioAnalysis {
  const { tempo, loudness, key, mode, time_signature } = audioFeatures(view, n);
  const duration = trackDuration(n) / 1000;
  const beat = 60 / tempo;
  const sure = (salt: number) => round(unit(draw(SEEDS.track, n, 40 + salt)), 3);
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
      num_samples: Math.round(duration * SAMPLE_RATE),
      duration,
      sample_md5: '',
      offset_seconds: 0,
      window_seconds: 0,
      analysis_sample_rate: SAMPLE_RATE,
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
    confidence: round(unit(draw(SEEDS.track, n, 50 + index)), 3),
  }));
}

function twelve(n: number, index: number, of: (share: number) => number): number[] {
  return Array.from({ length: 12 }, (_, i) => of(round(unit(draw(n, index, i)), 3)));
}

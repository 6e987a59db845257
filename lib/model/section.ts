import type { TimeInterval } from './time-interval.js';

/**
 * A part of a track that keeps its rhythm or timbre, such as a verse or a solo.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Section extends TimeInterval {
  /** Decibels. */
  loudness: number;
  /** Beats a minute. */
  tempo: number;
  /** 0..1. */
  tempo_confidence: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  key: number;
  /** 0..1. */
  key_confidence: number;
  /** 1 for major, 0 for minor, -1 where none was found. */
  mode: -1 | 0 | 1;
  /** 0..1. */
  mode_confidence: number;
  /** Beats a bar, 3 to 7. */
  time_signature: number;
  /** 0..1. */
  time_signature_confidence: number;
}

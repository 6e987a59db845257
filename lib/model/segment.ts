import type { TimeInterval } from './time-interval.js';

/**
 * A stretch of about one sound.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Segment extends TimeInterval {
  /** Decibels at the start. */
  loudness_start: number;
  /** Decibels at the loudest. */
  loudness_max: number;
  /** Seconds from the segment's start to the loudest. */
  loudness_max_time: number;
  /** Decibels at the end. */
  loudness_end: number;
  /** How strong each of the 12 pitch classes is, from C to B, 0..1. */
  pitches: number[];
  /** 12 numbers round 0 that describe the sound's quality; the first is about loudness, the second brightness. */
  timbre: number[];
}

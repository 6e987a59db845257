import type { AudioAnalysisMeta } from './audio-analysis-meta.js';
import type { AudioAnalysisTrack } from './audio-analysis-track.js';
import type { Section } from './section.js';
import type { Segment } from './segment.js';
import type { TimeInterval } from './time-interval.js';

/**
 * A track's structure and sound in detail.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysis {
  meta: AudioAnalysisMeta;
  track: AudioAnalysisTrack;
  bars: TimeInterval[];
  beats: TimeInterval[];
  sections: Section[];
  segments: Segment[];
  /** The smallest steps of the pulse that a listener feels. */
  tatums: TimeInterval[];
}

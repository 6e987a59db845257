/**
 * A bar, a beat or a tatum of a track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface TimeInterval {
  /** Seconds from the track's start. */
  start: number;
  /** Seconds. */
  duration: number;
  /** 0..1: how sure the analysis is. */
  confidence: number;
}

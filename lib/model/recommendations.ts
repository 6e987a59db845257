import type { RecommendationSeed } from './recommendation-seed.js';
import type { Track } from './track.js';

/**
 * Tracks that go with some artists, tracks and genres.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export interface Recommendations {
  seeds: RecommendationSeed[];
  tracks: Track[];
}

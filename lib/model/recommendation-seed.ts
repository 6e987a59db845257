import type { Open } from './open.js';

/**
 * What a seed of a recommendation led to.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export interface RecommendationSeed {
  /** Tracks left after the `min_` and `max_` filters. */
  afterFilteringSize: number;
  /** Tracks left after those the market lacks were replaced. */
  afterRelinkingSize: number;
  /** The seed's URL in the API; `null` for a genre. */
  href: string | null;
  /** The id or genre as it was given. */
  id: string;
  /** Tracks there were to begin with. */
  initialPoolSize: number;
  type: Open<'artist' | 'track' | 'genre'>;
}

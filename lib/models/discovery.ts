import type { SimplifiedAudiobook } from './audiobooks.js';
import type { Image, Open, Page } from './common.js';
import type { Artist, SimplifiedAlbum, Track } from './music.js';
import type { SimplifiedPlaylist } from './playlists.js';
import type { SimplifiedEpisode, SimplifiedShow } from './podcasts.js';

/**
 * A page of results for each type that can be searched for.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export interface SearchPages {
  tracks: Page<Track>;
  artists: Page<Artist>;
  albums: Page<SimplifiedAlbum>;
  /** Spotify puts `null` where it has nothing to show. */
  playlists: Page<SimplifiedPlaylist | null>;
  shows: Page<SimplifiedShow>;
  episodes: Page<SimplifiedEpisode>;
  audiobooks: Page<SimplifiedAudiobook>;
}

type Searchable = keyof SearchPages extends `${infer T}s` ? T : never;

/**
 * The pages of the types `T` that were searched for; where `T` is every type, any page may be missing.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export type SearchResults<T extends Searchable = Searchable> = Searchable extends T
  ? Partial<SearchPages>
  : Pick<SearchPages, `${T}s`>;

/**
 * Tracks that go with some artists, tracks and genres.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export interface Recommendations {
  seeds: RecommendationSeed[];
  tracks: Track[];
}

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

/**
 * A category of Spotify's browse pages.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
 */
export interface Category {
  /** The category's URL in the API. */
  href: string;
  icons: Image[];
  id: string;
  /** In the language of the call's `locale`. */
  name: string;
}

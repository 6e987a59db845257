import type { SimplifiedAudiobook } from './audiobooks.js';
import type { Image, Open, Page } from './common.js';
import type { Artist, SimplifiedAlbum, Track } from './music.js';
import type { SimplifiedPlaylist } from './playlists.js';
import type { SimplifiedEpisode, SimplifiedShow } from './podcasts.js';

// Search

/**
 * A page of results for each type that can be searched for.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export interface SearchPages {
  readonly tracks: Page<Track>;
  readonly artists: Page<Artist>;
  readonly albums: Page<SimplifiedAlbum>;
  /** Spotify puts `null` where it has nothing to show. */
  readonly playlists: Page<SimplifiedPlaylist | null>;
  readonly shows: Page<SimplifiedShow>;
  readonly episodes: Page<SimplifiedEpisode>;
  readonly audiobooks: Page<SimplifiedAudiobook>;
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

// Browse

/**
 * A category of Spotify's browse pages.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
 */
export interface Category {
  readonly id: string;
  /** In the language of the call's `locale`. */
  readonly name: string;
  readonly icons: readonly Image[];
  /** The category's URL in the API. */
  readonly href: string;
}

// Recommendations

/**
 * Tracks that go with some artists, tracks and genres.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export interface Recommendations {
  readonly seeds: readonly RecommendationSeed[];
  readonly tracks: readonly Track[];
}

/**
 * What a seed of a recommendation led to.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export interface RecommendationSeed {
  /** In lower or upper case. */
  readonly type: Open<'artist' | 'track' | 'genre'>;
  /** The id or genre as it was given. */
  readonly id: string;
  /** The seed's URL in the API; `null` for a genre. */
  readonly href: string | null;
  /** Tracks there were to begin with. */
  readonly initialPoolSize: number;
  /** Tracks left after the `min_` and `max_` filters. */
  readonly afterFilteringSize: number;
  /** Tracks left after those the market lacks were replaced. */
  readonly afterRelinkingSize: number;
}

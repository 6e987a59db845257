import type { SearchPages } from './search-pages.js';

type Searchable = keyof SearchPages extends `${infer T}s` ? T : never;

/**
 * The pages of the types `T` that were searched for; where `T` is every type, any page may be missing.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export type SearchResults<T extends Searchable = Searchable> = Searchable extends T
  ? Partial<SearchPages>
  : Pick<SearchPages, `${T}s`>;

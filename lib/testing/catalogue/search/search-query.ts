import { wordsOf } from './words-of.js';

/** What a search asks: words that must occur, and filters such as `artist:` or `year:1980-1989`. */
export interface SearchQuery {
  readonly words: readonly string[];
  readonly filters: ReadonlyMap<string, string>;
}

const FIELDS = new Set(['album', 'artist', 'track', 'year', 'upc', 'tag', 'isrc', 'genre']);
const PART = /(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi;

/** @see https://developer.spotify.com/documentation/web-api/reference/search */
export function parseSearchQuery(q: string): SearchQuery {
  const words: string[] = [];
  const filters = new Map<string, string>();
  for (const [part, field = '', quoted, bare] of q.matchAll(PART)) {
    const name = field.toLowerCase();
    if (FIELDS.has(name)) filters.set(name, quoted ?? bare ?? '');
    else words.push(...wordsOf(part));
  }
  return { words, filters };
}

/** The years of a `year:` filter, one or a range. */
export function parseYears(text: string): [from: number, to: number] {
  const [from = '', to = from] = text.split('-');
  return [Number(from), Number(to)];
}

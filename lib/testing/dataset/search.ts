import type { Addable, AddedItems } from './added-items.js';
import type { ItemType } from './ids.js';
import { type Searchable, searchableOf } from './searchables.js';
import { WordIndex, wordsOf } from './word-index.js';

/** A parsed query: words that must occur, and filters such as `artist:` or `year:1980-1989`. */
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

const indexes = new Map<Searchable, WordIndex>();
const resultCache = new Map<Searchable, Map<string, readonly number[]>>();
const MAX_CACHED_QUERIES = 100;
/** The year of the newest albums. */
const NEWEST_YEAR = 2024;

/**
 * The numbers of the matching items, best first: those with all words in the title before the others, each by popularity.
 * The same query always finds the same items.
 */
export function search(kind: Searchable, q: string): readonly number[] {
  const known = resultCache.get(kind) ?? new Map<string, readonly number[]>();
  resultCache.set(kind, known);
  const before = known.get(q);
  if (before) return before;
  const found = find(kind, q, indexOf(kind));
  if (known.size >= MAX_CACHED_QUERIES) known.clear();
  known.set(q, found);
  return found;
}

/** The matching items that a test added, best first. */
export function searchAdded<T extends ItemType>(
  added: AddedItems,
  type: T,
  q: string,
): readonly Addable[T][] {
  const items = added.all(type);
  const kind = searchableOf(items);
  return find(kind, q, newIndex(kind)).map((n) => items[n] as Addable[T]);
}

function find(kind: Searchable, q: string, index: WordIndex): readonly number[] {
  const query = parseSearchQuery(q);
  const needed = [
    ...query.words,
    ...['artist', 'album', 'track'].flatMap((field) => wordsOf(query.filters.get(field) ?? '')),
  ];
  const ranked: { n: number; rank: number }[] = [];
  for (const n of candidates(kind, index, needed)) {
    if (matchesFilters(kind, n, query)) ranked.push({ n, rank: rank(kind, n, query) });
  }
  return ranked.toSorted((a, b) => b.rank - a.rank || a.n - b.n).map(({ n }) => n);
}

function candidates(
  kind: Searchable,
  index: WordIndex,
  needed: readonly string[],
): Iterable<number> {
  const [first, ...others] = needed.map((word) => index.startingWith(word));
  if (!first) return Array(kind.count).keys();
  return [...first].filter((n) => others.every((numbers) => numbers.has(n)));
}

function indexOf(kind: Searchable): WordIndex {
  const index = indexes.get(kind) ?? newIndex(kind);
  indexes.set(kind, index);
  return index;
}

function newIndex(kind: Searchable): WordIndex {
  return new WordIndex(kind.count, (n) =>
    [kind.title(n), kind.album?.(n), ...(kind.artists?.(n) ?? [])].join(' '),
  );
}

function matchesFilters(kind: Searchable, n: number, { filters }: SearchQuery): boolean {
  for (const [field, value] of filters) {
    if (!matchesFilter(kind, n, field, value)) return false;
  }
  return true;
}

function matchesFilter(kind: Searchable, n: number, field: string, value: string): boolean {
  switch (field) {
    case 'artist':
      return kind.artists?.(n).some((artist) => contains(artist, value)) ?? false;
    case 'album':
      return kind.album !== undefined && contains(kind.album(n), value);
    case 'track':
      return kind.code?.field === 'isrc' && contains(kind.title(n), value);
    case 'genre':
      return kind.genres?.(n).some((genre) => genre.includes(value.toLowerCase())) ?? false;
    case 'year': {
      const [from, to] = parseYears(value);
      const years = kind.years?.(n);
      return years !== undefined && years[0] <= to && years[1] >= from;
    }
    case 'tag':
      return matchesTag(kind, n, value.toLowerCase());
    default:
      return kind.code?.field === field && kind.code.of(n) === value.toUpperCase();
  }
}

/** `tag:new` are the albums of the newest year, `tag:hipster` the least popular tenth. */
function matchesTag(kind: Searchable, n: number, tag: string): boolean {
  if (kind.code?.field !== 'upc') return false;
  if (tag === 'new') return (kind.years?.(n)[1] ?? 0) >= NEWEST_YEAR;
  return tag === 'hipster' && (kind.popularity?.(n) ?? 100) < 2;
}

function rank(kind: Searchable, n: number, { words }: SearchQuery): number {
  const title = wordsOf(kind.title(n));
  const popularity = kind.popularity?.(n) ?? 0;
  if (words.length === 0) return popularity;
  if (title.join(' ') === words.join(' ')) return 200 + popularity;
  return words.every((word) => title.includes(word)) ? 100 + popularity : popularity;
}

/** Whether the text contains all words of the value. */
function contains(text: string, value: string): boolean {
  const words = wordsOf(text);
  return wordsOf(value).every((word) => words.includes(word));
}

import { artistName } from '../artists.js';
import type { Searchable } from './searchables.js';
import { parseSearchQuery, parseYears, type SearchQuery } from './search-query.js';
import { WordIndex } from './word-index.js';
import { wordsOf } from './words-of.js';

const indexes = new Map<Searchable, WordIndex>();
const remembered = new Map<Searchable, Map<string, readonly number[]>>();
const REMEMBERED_QUERIES = 100;
/** The year of the catalogue's latest albums. */
const NEWEST_YEAR = 2024;

/**
 * The numbers of the items that a search finds, best first: those with all words in the title, the better known before
 * the others. The same query always finds the same items.
 */
export function search(kind: Searchable, q: string): readonly number[] {
  const known = remembered.get(kind) ?? new Map<string, readonly number[]>();
  remembered.set(kind, known);
  const before = known.get(q);
  if (before) return before;
  const found = find(kind, q);
  if (known.size >= REMEMBERED_QUERIES) known.clear();
  known.set(q, found);
  return found;
}

function find(kind: Searchable, q: string): readonly number[] {
  const query = parseSearchQuery(q);
  const needed = [
    ...query.words,
    ...['artist', 'album', 'track'].flatMap((field) => wordsOf(query.filters.get(field) ?? '')),
  ];
  const ranked: { n: number; rank: number }[] = [];
  for (const n of holding(kind, needed)) {
    if (passes(kind, n, query)) ranked.push({ n, rank: rank(kind, n, query) });
  }
  return ranked.toSorted((a, b) => b.rank - a.rank || a.n - b.n).map(({ n }) => n);
}

function holding(kind: Searchable, needed: readonly string[]): Iterable<number> {
  const [first, ...others] = needed.map((word) => indexOf(kind).startingWith(word));
  if (!first) return Array(kind.count).keys();
  return [...first].filter((n) => others.every((numbers) => numbers.has(n)));
}

function indexOf(kind: Searchable): WordIndex {
  const index =
    indexes.get(kind) ??
    new WordIndex(kind.count, (n) =>
      [kind.title(n), kind.album?.(n), ...(kind.artists?.(n) ?? []).map(artistName)].join(' '),
    );
  indexes.set(kind, index);
  return index;
}

function passes(kind: Searchable, n: number, { filters }: SearchQuery): boolean {
  for (const [field, value] of filters) {
    if (!passesOne(kind, n, field, value)) return false;
  }
  return true;
}

function passesOne(kind: Searchable, n: number, field: string, value: string): boolean {
  switch (field) {
    case 'artist':
      return kind.artists?.(n).some((artist) => contains(artistName(artist), value)) ?? false;
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
      return passesTag(kind, n, value.toLowerCase());
    default:
      return kind.code?.field === field && kind.code.of(n) === value.toUpperCase();
  }
}

/** `tag:new` means the catalogue's last year here, `tag:hipster` the least popular tenth. */
function passesTag(kind: Searchable, n: number, tag: string): boolean {
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

/** Whether the text holds all words of the value. */
function contains(text: string, value: string): boolean {
  const words = wordsOf(text);
  return wordsOf(value).every((word) => words.includes(word));
}

import { artistName } from './artists.js';
import type { Searchable } from './searchables.js';

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

/** Which of the first items of a type hold a word, or one that begins with it. */
export class WordIndex {
  private readonly holders = new Map<string, number[]>();
  private readonly words: readonly string[];

  constructor(count: number, textOf: (n: number) => string) {
    for (let n = 0; n < count; n += 1) {
      for (const word of new Set(wordsOf(textOf(n)))) {
        const numbers = this.holders.get(word);
        if (numbers) numbers.push(n);
        else this.holders.set(word, [n]);
      }
    }
    this.words = [...this.holders.keys()].toSorted();
  }

  startingWith(prefix: string): Set<number> {
    const found = new Set<number>();
    for (let i = this.firstFrom(prefix); i < this.words.length; i += 1) {
      const word = this.words[i] as string;
      if (!word.startsWith(prefix)) break;
      for (const n of this.holders.get(word) ?? []) found.add(n);
    }
    return found;
  }

  private firstFrom(prefix: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A text's words as search compares them: small letters and digits, no accents. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

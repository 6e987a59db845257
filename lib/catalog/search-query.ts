import { invalidInput } from '../errors/api.errors.js';
import { toNumber } from './parameters.js';

/** The parts of a search; results match all of them. */
export interface SearchQueryParts {
  /** Words to match anywhere: in names, artists, albums. */
  words?: string | undefined;
  /** Words of the album's name. */
  album?: string | undefined;
  /** Words of the artist's name. */
  artist?: string | undefined;
  /** Words of the track's name. */
  track?: string | undefined;
  /** A year, or a range that includes both ends. */
  year?: number | { from: number; to: number } | undefined;
  /** For artists and tracks. */
  genre?: string | undefined;
  /** An album's Universal Product Code. */
  upc?: string | undefined;
  /** A track's International Standard Recording Code. */
  isrc?: string | undefined;
  /** For albums: `new` for those of the last two weeks, `hipster` for the least popular tenth. */
  tag?: 'new' | 'hipster' | undefined;
}

/**
 * Builds a search query with field filters. Values are quoted, so that none of them can be read as another filter.
 *
 * @example
 * ```ts
 * searchQuery({ words: 'light', artist: 'The "Band"', year: { from: 1990, to: 1999 } });
 * // light artist:"The Band" year:1990-1999
 * ```
 * @throws SpotifyBadRequestError when nothing is given, or a value is not of its type
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export function searchQuery(parts: SearchQueryParts): string {
  const { words, year, tag, album, artist, track, genre, upc, isrc } = parts;
  const quoted = { album, artist, track, genre, upc, isrc };
  const filters = Object.entries(quoted).map(([name, value]) => filter(name, read(name, value)));
  const query = [plain(read('words', words)), ...filters, yearFilter(year), tagFilter(tag)]
    .filter(Boolean)
    .join(' ');
  if (query) return query;
  throw invalidInput('The search is empty; give words or a filter');
}

/** Spotify's query language cannot escape a quotation mark, so it is removed. */
function clean(value: string): string {
  return value
    .replace(/["\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A colon would turn the word before it into a filter. */
function plain(words: string): string {
  return clean(words.replaceAll(':', ' '));
}

function filter(name: string, value: string): string {
  const text = clean(value);
  return text && `${name}:"${text}"`;
}

/** A part as text: JavaScript, and a query with the same parameter twice, hand over anything. */
function read(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  const shown = JSON.stringify(value)?.slice(0, 100) ?? typeof value;
  throw invalidInput(`searchQuery: ${name} is ${shown}; it takes one string`);
}

function yearFilter(year: SearchQueryParts['year']): string {
  if (year === undefined) return '';
  const isRange = typeof year === 'object' && year !== null;
  const years = (isRange ? [year.from, year.to] : [year]).map(toNumber);
  if (years.every((value) => Number.isSafeInteger(value) && (value as number) >= 0)) {
    return `year:${years.join('-')}`;
  }
  throw invalidInput(
    `the year is ${JSON.stringify(year)}; it takes a whole number, or { from, to }`,
  );
}

function tagFilter(tag: unknown): string {
  if (tag === undefined) return '';
  if (tag === 'new' || tag === 'hipster') return `tag:${tag}`;
  throw invalidInput(`searchQuery: tag is ${JSON.stringify(tag)}; it takes "new" or "hipster"`);
}

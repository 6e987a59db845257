import { invalidInput } from '../errors/api.errors.js';

/** What `searchQuery()` writes. Every part given has to match. */
export interface SearchQueryParts {
  /** Words anywhere. */
  words?: string;
  album?: string;
  artist?: string;
  track?: string;
  /** A year, or the first and the last of a range. */
  year?: number | { from: number; to: number };
  /** For artists and tracks. */
  genre?: string;
  /** An album's Universal Product Code. */
  upc?: string;
  /** A track's International Standard Recording Code. */
  isrc?: string;
  /** For albums: `new` of the last two weeks, `hipster` among the tenth least popular. */
  tag?: 'new' | 'hipster';
}

/**
 * Writes a search with field filters; values stand in quotes, so that none of them can become a filter of its own.
 *
 * @example
 * searchQuery({ words: 'light', artist: 'The "Band"', year: { from: 1990, to: 1999 } });
 * // light artist:"The Band" year:1990-1999
 * @throws SpotifyBadRequestError when nothing is given, or a year is no whole number
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export function searchQuery(parts: SearchQueryParts): string {
  const { words, year, tag, album, artist, track, genre, upc, isrc } = parts;
  const quoted = { album, artist, track, genre, upc, isrc };
  const filters = Object.entries(quoted).map(([name, value]) => filter(name, value));
  const query = [plain(words), ...filters, yearFilter(year), tag && `tag:${tag}`]
    .filter(Boolean)
    .join(' ');
  if (query) return query;
  throw invalidInput('The search is empty; give words or a filter');
}

/** Spotify's query language has no escape for a quotation mark: it is left out. */
function clean(value: string | undefined): string {
  return (value ?? '')
    .replace(/["\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A colon would make a filter of the word before it. */
function plain(words: string | undefined): string {
  return clean(words?.replaceAll(':', ' '));
}

function filter(name: string, value: string | undefined): string {
  const text = clean(value);
  return text && `${name}:"${text}"`;
}

function yearFilter(year: SearchQueryParts['year']): string {
  if (year === undefined) return '';
  const years = typeof year === 'number' ? [year] : [year.from, year.to];
  if (years.every((value) => Number.isSafeInteger(value) && value >= 0)) {
    return `year:${years.join('-')}`;
  }
  throw invalidInput(
    `the year is ${JSON.stringify(year)}; it takes a whole number, or { from, to }`,
  );
}

import * as fc from 'fast-check';
import { searchQuery, SpotifyBadRequestError, type SearchQueryParts } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

const QUOTED = ['album', 'artist', 'track', 'genre', 'upc', 'isrc'] as const;
/** Text made of what has a meaning in the query language. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('"', ':', ' ', '\\', '\n', 'artist:', 'year:1999', 'tag:new', 'NOT', 'ä'),
    )
    .map((parts) => parts.join('')),
);

/** Reads a query as Spotify's language has it: filters with a value in quotes, filters without, words. */
function parse(query: string) {
  const filters: Record<string, string> = {};
  const rest = query.replace(/(?<=^| )(\w+):(?:"([^"]*)"|(\S+))/g, (_, name: string, ...values) => {
    if (name in filters) throw new Error(`two filters ${name} in ${query}`);
    filters[name] = String(values[0] ?? values[1]);
    return '';
  });
  return { filters, rest };
}

/** What a query can carry of a value: all but quotes, spaces and control characters. */
const sendable = (value: string) => value.replace(/["\s\p{Cc}]+/gu, '');

const keptOf = (values: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    values.flatMap(([name, value]) => (sendable(value) ? [[name, sendable(value)]] : [])),
  );

describe('searchQuery', () => {
  it.each<[SearchQueryParts, string]>([
    [{ words: 'light' }, 'light'],
    [{ artist: 'Ada' }, 'artist:"Ada"'],
    [{ words: 'a b', album: 'C D', track: 'e' }, 'a b album:"C D" track:"e"'],
    [{ artist: 'The "Band": live' }, 'artist:"The Band : live"'],
    [{ words: 'artist:Ada "x"' }, 'artist Ada x'],
    [{ year: 1999 }, 'year:1999'],
    [{ year: { from: 1990, to: 1999 }, genre: 'ambient' }, 'genre:"ambient" year:1990-1999'],
    [{ tag: 'new', upc: '00602' }, 'upc:"00602" tag:new'],
    [{ isrc: 'SEAYD0000001', words: '' }, 'isrc:"SEAYD0000001"'],
  ])('writes %j as %s', (parts, query) => {
    expect(searchQuery(parts)).toBe(query);
  });

  it('lets no value become a filter of its own, and loses no part of a value', () => {
    const parts = fc.record(
      Object.fromEntries(QUOTED.map((name) => [name, text])) as Record<
        (typeof QUOTED)[number],
        typeof text
      >,
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        parts,
        text,
        fc.option(fc.nat(3000), { nil: undefined }),
        (given, words, year) => {
          const meant = { ...given, words, year };
          fc.pre(
            Object.values({ ...given, words }).some((value) => sendable(value.replaceAll(':', ''))),
          );
          const { filters, rest } = parse(searchQuery(meant));
          const values = [...Object.entries(given), ['year', String(year ?? '')] as const];
          expect(keptOf(Object.entries(filters))).toEqual(keptOf(values));
          expect(sendable(rest)).toBe(sendable(words.replaceAll(':', ' ')));
          expect(rest).not.toMatch(/[":]/);
        },
      ),
    );
  });

  it.each<SearchQueryParts>([
    {},
    { words: ' ', artist: '"' },
    { year: 1999.5 },
    { year: { from: 1990, to: Number.NaN } },
  ])('refuses %j', (parts) => {
    expect(() => searchQuery(parts)).toThrow(SpotifyBadRequestError);
  });
});

describe('search', () => {
  it('sends the whole query, whatever characters it has', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    const query = searchQuery({ words: 'ü & =?#%+/ 雨 🌧', artist: 'a' });
    await catalog.search.tracks(query);
    expect(fake.apiRequests()[0]?.query.get('q')).toBe(query);
  });

  it('sends a query that was cut off within a character', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    await catalog.search.tracks('🌧'.slice(0, 1));
    expect(fake.apiRequests()[0]?.query.get('q')).toBe('\uFFFD');
  });

  it.each([
    ['an empty query', ' ', ['track']],
    ['no type', 'light', []],
    ['an unknown type', 'light', ['song']],
  ])('refuses %s', async (_, query, types) => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    await expect(catalog.search.query(query, types as ['track'])).rejects.toThrow(
      SpotifyBadRequestError,
    );
    expect(fake.apiRequests()).toEqual([]);
  });
});

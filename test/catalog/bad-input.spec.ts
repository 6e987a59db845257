import { SpotifyBadRequestError, type SpotifyCatalogService, SpotifyError } from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

const fake = new FakeCatalog();
const album = fake.albumId(0);

type Call = (catalog: SpotifyCatalogService) => PromiseLike<unknown>;

/** What is wrong, and what the error message has to match. */
const WRONG: readonly [what: string, call: Call, message: RegExp][] = [
  ['an empty id', (c) => c.albums.get(''), /"" is not a valid album id.*22 letters/],
  [
    'no id',
    (c) => c.albums.get(undefined as never),
    /undefined is not a valid album id|"" is not a valid album id/,
  ],
  ['a number', (c) => c.tracks.get(42 as never), /42 is not a valid track id/],
  ['an object', (c) => c.tracks.get({} as never), /not a valid track id/],
  ['a short id', (c) => c.tracks.get('abc'), /"abc" is not a valid track id/],
  [
    'an id with a path in it',
    (c) => c.albums.get('../me?x='),
    /"\.\.\/me\?x=" is not a valid album id/,
  ],
  [
    'a URI of another type',
    (c) => c.albums.get(`spotify:track:${album}`),
    /link to a track, not to an album/,
  ],
  [
    'a link to another type',
    (c) => c.artists.get(`https://open.spotify.com/album/${album}`),
    /link to an album, not to an artist/,
  ],
  [
    'a link of another host',
    (c) => c.albums.get(`https://evil.example/album/${album}`),
    /not a valid album id/,
  ],
  ['a short link', (c) => c.albums.get('https://spotify.link/abc'), /Short links are not resolved/],
  ['one bad id of several', (c) => c.albums.getMany([album, 'x']), /"x" is not a valid album id/],
  ['an id in place of a list', (c) => c.albums.getMany(album as never), /not a list of ids/],
  ['a market in words', (c) => c.albums.get(album, { market: 'Sweden' }), /"Sweden".*ISO 3166-1/],
  ['from_token', (c) => c.albums.get(album, { market: 'from_token' }), /an app token has no user/],
  ['a limit of 0', (c) => c.albums.tracks(album, { limit: 0 }), /limit is 0.*1 to 50/],
  ['a negative limit', (c) => c.albums.tracks(album, { limit: -1 }), /limit is -1.*1 to 50/],
  ['a fractional limit', (c) => c.albums.tracks(album, { limit: 1.5 }), /limit is 1\.5/],
  ['a limit in words', (c) => c.albums.tracks(album, { limit: 'five' as never }), /limit is five/],
  ['a limit above the endpoint’s', (c) => c.albums.tracks(album, { limit: 51 }), /1 to 50/],
  [
    "a limit over the mode's",
    (c) => c.search.albums('x', { limit: 11 }),
    /it takes 1 to 10\. .*development mode/,
  ],
  ['a negative offset', (c) => c.albums.tracks(album, { offset: -1 }), /offset is -1/],
  ['an offset past the ceiling', (c) => c.search.albums('x', { offset: 1000 }), /below 1000/],
  ['an empty search', (c) => c.search.query(' ', ['album']), /the query is " "/],
  ['no search type', (c) => c.search.query('x', []), /one or more of album, artist/],
  [
    'an unknown search type',
    (c) => c.search.query('x', ['song' as never]),
    /"song".*album, artist/,
  ],
  ['a deadline of 0', (c) => c.albums.get(album, { deadline: 0 }), /deadline is 0/],
  [
    'a deadline in words',
    (c) => c.albums.get(album, { deadline: 'soon' as never }),
    /deadline is soon/,
  ],
  [
    'a deadline as digits',
    (c) => c.albums.get(album, { deadline: '500' as never }),
    /deadline is 500/,
  ],
  ['a negative max', (c) => c.albums.tracks(album).toArray({ max: -1 }), /max is -1/],
  ['no concurrency', (c) => c.albums.tracks(album).toArray({ concurrency: 0 }), /concurrency is 0/],
];

describe('bad input', () => {
  const server = new TestFake();
  let catalog: SpotifyCatalogService;

  beforeAll(async () => {
    ({ catalog } = await client(server));
  });

  it.each(WRONG)('%s is refused before any request', async (_, call, message) => {
    const outcome = async () => call(catalog);
    const error: unknown = await outcome().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyBadRequestError);
    expect(error).toBeInstanceOf(SpotifyError);
    expect(error).toMatchObject({ attempts: 0, message: expect.stringMatching(message) as string });
    expect(server.requests).toEqual([]);
  });

  it('does not include an empty list of ids', async () => {
    expect(await catalog.albums.getMany([])).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

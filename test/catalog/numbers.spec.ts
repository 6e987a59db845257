import { searchQuery, SpotifyBadRequestError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

async function start() {
  const fake = new TestFake({ quotaMode: 'extended' });
  const { catalog } = await client(fake);
  const sent = (name: string) => fake.apiRequests().at(-1)?.query.get(name);
  return { fake, catalog, sent, ids: fake.catalog };
}

describe('a number given as a string of digits', () => {
  it('is taken as a number, as it comes out of a URL’s query', async () => {
    const { catalog, sent, ids } = await start();
    const page = { limit: '5', offset: '2' } as never;
    const { items } = await catalog.albums.tracks(ids.albumId(0), page);
    expect([sent('limit'), sent('offset'), items.length]).toEqual(['5', '2', 5]);
    const whole = await catalog.albums.tracks(ids.albumId(0)).toArray();
    const options = { max: '3', concurrency: '2' } as never;
    expect(await catalog.albums.tracks(ids.albumId(0), page).toArray(options)).toEqual(
      whole.slice(2, 5),
    );
    await catalog.recommendations.get({
      seedGenres: ['ambient'],
      minTempo: '90.5' as never,
      limit: '7' as never,
    });
    expect([sent('min_tempo'), sent('limit')]).toEqual(['90.5', '7']);
    expect(searchQuery({ year: '1999' as never })).toBe('year:1999');
    expect(searchQuery({ year: { from: '1990', to: 1999 } as never })).toBe('year:1990-1999');
  });

  it.each(['', ' 5', '5.5', '-1', '1e1', '0x5', 'five', ['5'], {}, true])(
    'is refused as a limit when it is %j',
    async (limit) => {
      const { catalog, fake, ids } = await start();
      const options = { limit: limit as never };
      const pagers = [
        [catalog.albums.tracks(ids.albumId(0), options), 'limit is'],
        [catalog.albums.tracks(ids.albumId(0), { offset: limit as never }), 'offset is'],
      ] as const;
      for (const [pager, message] of pagers) await expect(pager).rejects.toThrow(message);
      expect(fake.requests).toEqual([]);
    },
  );

  it('is refused as an attribute when it is not a number', async () => {
    const { catalog, fake } = await start();
    const call = catalog.recommendations.get({
      seedGenres: ['ambient'],
      maxTempo: 'fast' as never,
    });
    await expect(call).rejects.toThrow('max_tempo is "fast"; it takes a number');
    expect(fake.requests).toEqual([]);
  });
});

describe('searchQuery()', () => {
  it.each([
    [{ artist: ['a', 'b'] }, 'artist is ["a","b"]; it takes one string'],
    [{ words: { a: 1 } }, 'words is {"a":1}'],
    [{ isrc: 7 }, 'isrc is 7'],
    [{ album: null }, 'album is null'],
    [{ tag: 'new OR x' }, 'tag is "new OR x"'],
    [{ year: ['1990'] }, 'the year is'],
    [{ year: null }, 'the year is null'],
  ])('refuses %j', (parts, message) => {
    const query = () => searchQuery(parts as never);
    expect(query).toThrow(SpotifyBadRequestError);
    expect(query).toThrow(message);
  });
});

import { SpotifyBadRequestError, SpotifyUnavailableError } from 'nestjs-spotify';
import { CALLS } from '../contract/calls.js';
import { methodRows } from '../support/endpoint-table.js';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

const rows = methodRows();

describe('development mode', () => {
  it.each(rows.filter(({ development }) => development === 'no'))(
    'rejects $method before any request',
    async ({ method, path }) => {
      const fake = new TestFake({ quotaMode: 'development' });
      const { catalog } = await client(fake);
      const error: unknown = await CALLS[method]?.(catalog).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyUnavailableError);
      const { endpoint, quotaMode, substitute, message } = error as SpotifyUnavailableError;
      expect({ endpoint, quotaMode }).toMatchObject({ quotaMode: 'development' });
      // The batch form of an endpoint has the name of the endpoint.
      expect([`GET ${path}`, `GET ${path}/{id}`]).toContain(endpoint);
      expect(substitute).toMatch(/\w{4}.*\.$/);
      expect(message).toContain(endpoint);
      expect(message).toContain('development');
      expect(message).toContain(substitute);
      expect(fake.requests).toEqual([]);
    },
  );

  it.each(rows.filter(({ development }) => !development.startsWith('no')))(
    'has $method',
    async ({ method }) => {
      const fake = new TestFake({ quotaMode: 'development' });
      const { catalog } = await client(fake);
      expect(await CALLS[method]?.(catalog)).toBeDefined();
    },
  );

  it('reports the missing endpoint before any other mistake in the call', async () => {
    const fake = new TestFake({ quotaMode: 'development' });
    const { catalog } = await client(fake);
    await expect(catalog.users.playlists('', { limit: 99 })).rejects.toThrow(
      SpotifyUnavailableError,
    );
  });
});

describe('limits', () => {
  it.each([
    [
      'development',
      11,
      'limit is 11; it takes 1 to 10. That is the largest page of GET /artists/{id}/albums in development mode',
    ],
    [
      'extended',
      51,
      'limit is 51; it takes 1 to 50. That is the largest page of GET /artists/{id}/albums in extended mode',
    ],
  ] as const)('of %s mode are stated before any request', async (quotaMode, limit, message) => {
    const fake = new TestFake({ quotaMode });
    const { catalog } = await client(fake);
    const { artists } = catalog;
    const pager = artists.albums(fake.catalog.artistId(1), { limit });
    await expect(pager).rejects.toThrow(message);
    await expect(pager).rejects.toThrow(SpotifyBadRequestError);
    await expect(pager).rejects.toMatchObject({ attempts: 0, status: 400 });
    expect(fake.requests).toEqual([]);
    const [first] = await artists.albums(fake.catalog.artistId(1), { limit: limit - 1 }).toArray();
    expect(first?.type).toBe('album');
  });

  it('hold for every list', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    const { albums, audiobooks, browse, playlists, recommendations, shows, users } = catalog;
    const limit = 51;
    const market = 'GB';
    const lists: PromiseLike<unknown>[] = [
      albums.tracks(fake.catalog.albumId(1), { limit }),
      audiobooks.chapters(fake.catalog.audiobookId(1), { limit, market }),
      browse.categories({ limit }),
      browse.categoryPlaylists('jazz', { limit }),
      browse.featuredPlaylists({ limit }),
      browse.newReleases({ limit }),
      playlists.items(fake.catalog.playlistId(1), { limit }),
      recommendations.get({ seedGenres: ['jazz'], limit: 101 }),
      shows.episodes(fake.catalog.showId(1), { limit, market }),
      users.playlists(fake.catalog.userId(1), { limit }),
    ];
    const results = await Promise.allSettled(lists);
    for (const result of results) {
      expect(result).toMatchObject({ reason: expect.any(SpotifyBadRequestError) });
      expect(result).toMatchObject({ reason: { message: expect.stringMatching(/1 to (50|100)/) } });
    }
    expect(fake.requests).toEqual([]);
  });
});

describe('market', () => {
  it.each(['from_token', 'se', 'SWE', '', 'S&'])('may not be %j', async (market) => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    const call = catalog.albums.get(fake.catalog.albumId(1), { market });
    await expect(call).rejects.toThrow(/market is ".*"; it takes an ISO 3166-1/);
    expect(fake.requests).toEqual([]);
  });

  it('of the module is sent unless the call gives one', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake, { market: 'SE', locale: 'sv_SE' });
    const id = fake.catalog.albumId(1);
    await catalog.albums.get(id);
    await catalog.albums.get(id, { market: 'JP' });
    await catalog.artists.get(fake.catalog.artistId(1));
    expect(fake.apiRequests().map(({ query }) => query.get('market'))).toEqual(['SE', 'JP', null]);
  });
});

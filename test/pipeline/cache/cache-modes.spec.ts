import { MemoryStore, SpotifyBadRequestError } from 'nestjs-spotify';
import { type ClientOptions, client } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { TestFake } from '../../support/fake.js';
import { ScriptedServer, sendJson } from '../../support/scripted-server.js';
import { until } from '../../support/until.js';

const MODES = ['reload', 'no-store', 'force-cache'] as const;
const HOUR = 3600;

/** Numbers its responses, to tell them apart. */
async function start(options: ClientOptions = { cache: {} }) {
  let count = 0;
  const server = await ScriptedServer.start((_, response) => {
    count += 1;
    sendJson(response, { count }, 200, { 'cache-control': 'max-age=60', etag: `"${count}"` });
  });
  const { http } = await client(server, {
    accessToken: { accessToken: 'long', expiresIn: 1e6 },
    ...options,
  });
  const get = async (cache?: (typeof MODES)[number] | 'default') =>
    (await http.get<{ count: number }>('/search?q=a', undefined, { cache })).count;
  return { server, get, http };
}

describe('the option `cache` of a call', () => {
  it('`reload` sends the request, and caches its response', async () => {
    const { get, server } = await start();
    expect([await get(), await get('reload'), await get()]).toEqual([1, 2, 2]);
    const { headers } = server.apiRequests().at(-1)!;
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', pragma: 'no-cache' });
    expect(headers).not.toHaveProperty('if-none-match');
  });

  it('`no-store` sends the request, and leaves the cache as it was', async () => {
    const { get } = await start();
    expect([await get('no-store'), await get(), await get('no-store'), await get()]).toEqual([
      1, 2, 3, 2,
    ]);
  });

  it('`force-cache` serves a cached response however stale, and sends a request where there is none', async () => {
    const { get } = await start();
    expect(await get('force-cache')).toBe(1);
    setClocksAhead(100 * HOUR);
    expect(await get('force-cache')).toBe(1);
    expect(await get('default')).toBe(2);
  });

  it.each(['reload', 'no-store'] as const)(
    '`%s` does not share a request already in flight',
    async (mode) => {
      const { server, http } = await start();
      const held: (() => void)[] = [];
      let count = 0;
      server.respond = (_, response) => {
        const body = { count: (count += 1) };
        held.push(() => sendJson(response, body, 200, { 'cache-control': 'max-age=60' }));
      };
      const older = http.get('/search?q=a');
      await until(() => held.length === 1);
      const newer = http.get('/search?q=a', undefined, { cache: mode });
      await until(() => held.length === 2);
      held[1]!();
      expect(await newer).toEqual({ count: 2 });
      held[0]!();
      expect(await older).toEqual({ count: 1 });
      // The response of the earlier request does not replace that of the later one.
      const expected = mode === 'reload' ? 2 : 1;
      expect(await http.get('/search?q=a')).toEqual({ count: expected });
    },
  );

  it.each(MODES)('works with the cache turned off: %s', async (mode) => {
    const { get } = await start({ cache: false });
    expect([await get(mode), await get(mode)]).toEqual([1, 2]);
  });

  it('applies to a shared store, too', async () => {
    const responses = new MemoryStore();
    const { get, server } = await start({ cache: { maxBytes: 1 }, shared: { responses } });
    expect([await get(), await get()]).toEqual([1, 1]); // from the store: there is nothing in memory
    expect([await get('no-store'), await get()]).toEqual([2, 1]);
    expect([await get('reload'), await get()]).toEqual([3, 3]);
    setClocksAhead(HOUR);
    expect(await get('force-cache')).toBe(3);
    expect(server.apiRequests()).toHaveLength(3);
  });

  it('is refused where it is unknown', async () => {
    const { get, server } = await start();
    await expect(get('no-cache' as never)).rejects.toThrow(SpotifyBadRequestError);
    await expect(get('only-if-cached' as never)).rejects.toThrow(/force-cache/);
    expect(server.apiRequests()).toHaveLength(0);
  });

  it.each(['development', 'extended'] as const)(
    'is passed on by the methods of the catalogue in %s mode',
    async (quotaMode) => {
      const fake = new TestFake({ quotaMode });
      const { catalog } = await client(fake, { cache: {} });
      const [id, other] = [fake.catalog.albumId(0), fake.catalog.albumId(1)];
      const reload = { cache: 'reload' } as const;
      const calls = [
        () => catalog.albums.get(id, reload),
        () => catalog.albums.getMany([id, other], reload),
        () => catalog.albums.tracks(id, reload),
        () => catalog.artists.albums(fake.catalog.artistId(0), reload).toArray({ max: 1 }),
        () => catalog.search.query('love', ['album'], reload),
        () => catalog.search.tracks('love', reload),
        () => catalog.playlists.get(fake.catalog.playlistId(0), reload),
      ];
      for (const call of calls) {
        await call();
        fake.requests.length = 0;
        await call();
        expect(fake.apiRequests().length).toBeGreaterThan(0);
        for (const { headers } of fake.apiRequests()) {
          expect(headers).toMatchObject({ 'cache-control': 'no-cache' });
        }
      }
    },
  );

  it('joins reloads of one turn of the event loop into a batch in extended mode', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake, { cache: {} });
    const ids = Array.from({ length: 10 }, (_, n) => fake.catalog.trackId(n));
    await catalog.tracks.getMany(ids, { cache: 'reload' });
    await catalog.tracks.getMany(ids, { cache: 'reload' });
    expect(fake.apiRequests().map(({ path }) => path)).toEqual(['/v1/tracks', '/v1/tracks']);
  });
});

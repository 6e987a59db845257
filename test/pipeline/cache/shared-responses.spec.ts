import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { SpotifyStore } from 'nestjs-spotify';
import { client, type ClientOptions } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { TestFake } from '../../support/fake.js';
import { FleetStore } from '../../support/fleet-store.js';

const HOUR = 3600;

/** What a user's code may throw, and neither String() nor a template can print. */
const UNPRINTABLE: unknown = Object.create(null, {
  message: {
    get() {
      throw new Error('not for reading');
    },
  },
});

async function start(responses: SpotifyStore, { quotaMode, ...options }: ClientOptions = {}) {
  const surface = quotaMode === 'extended' ? quotaMode : 'development';
  const fake = new TestFake({ quotaMode: surface, expiresIn: 1000 * HOUR });
  const settings = { quotaMode, cache: {}, shared: { responses }, ...options };
  const { catalog } = await client(fake, settings);
  return {
    fake,
    catalog,
    album: async (n = 0) => {
      const album = await catalog.albums.get(fake.catalog.albumId(n));
      await setImmediate(); // the write to the store is not awaited
      return album;
    },
  };
}

describe('shared.responses', () => {
  it('serves a second process the responses of the first, without a request', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    const album = await first.album();
    expect(await second.album()).toEqual(album);
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a second process revalidate a stored response, for all processes', async () => {
    const store = new FleetStore();
    const [first, second, third] = [await start(store), await start(store), await start(store)];
    const album = await first.album();
    setClocksAhead(2 * HOUR);
    expect(await second.album()).toEqual(album);
    expect(second.fake.apiRequests().map(({ status }) => status)).toEqual([304]);
    await third.album();
    expect(third.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a process with its own copy revalidate for all', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    setClocksAhead(2 * HOUR);
    await first.album();
    expect(first.fake.apiRequests().map(({ status }) => status)).toEqual([200, 304]);
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('accepts a 304 without an ETag where memory and store have the same response', async () => {
    const { album, fake } = await start(new FleetStore());
    const first = await album();
    setClocksAhead(2 * HOUR);
    fake.failNext({ status: 304, body: '' });
    expect(await album()).toEqual(first);
    expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 304]);
  });

  it('counts the age of a response in the store', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    setClocksAhead(0.75 * HOUR);
    await second.album();
    setClocksAhead(1.25 * HOUR);
    await second.album();
    expect(second.fake.apiRequests().map(({ status }) => status)).toEqual([304]);
  });

  it('serves a stored response while Spotify fails', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    const album = await first.album();
    setClocksAhead(2 * HOUR);
    second.fake.failNext();
    expect(await second.album()).toEqual(album);
    expect(store.ttls).toHaveLength(1);
  });

  it('gives the store a time to live: freshness plus one day', async () => {
    const store = new FleetStore();
    const { album } = await start(store);
    await album();
    expect(Math.round(store.ttls[0]! / 1000 / HOUR)).toBe(25);
  });

  it('reads the store once for concurrent calls', async () => {
    const store = new FleetStore();
    const { album, fake } = await start(store);
    await Promise.all(Array.from({ length: 100 }, () => album()));
    expect(store.reads).toBe(1);
    expect(fake.apiRequests()).toHaveLength(1);
  });

  it('requests only those ids of a batch that the store does not have', async () => {
    const store = new FleetStore();
    const options = { quotaMode: 'extended' } as const;
    const [first, second] = [await start(store, options), await start(store, options)];
    const ids = Array.from({ length: 20 }, (_, n) => first.fake.catalog.albumId(n));
    await first.catalog.albums.getMany(ids.slice(0, 15));
    await setImmediate();
    await second.catalog.albums.getMany(ids);
    expect(second.fake.apiRequests().map(({ query }) => query.get('ids'))).toEqual([
      ids.slice(15).join(','),
    ]);
  });

  it.each<[string, ClientOptions]>([
    ['another app’s', { clientId: 'another' }],
    ['another market’s', { market: 'SE' }],
  ])('serves no client a response that is %s', async (_, options) => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store, options)];
    await first.album();
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(1);
    expect(store.values.size).toBe(2);
  });

  it('writes no credentials to the store', async () => {
    const store = new FleetStore();
    const { album } = await start(store, { clientId: 'the-client-id', clientSecret: 'the-secret' });
    await album();
    const written = JSON.stringify([...store.values]);
    expect(written).toContain('/albums/');
    expect(written).not.toMatch(/the-client-id|the-secret|bearer/i);
  });

  it('is not used where the cache is turned off', async () => {
    const store = new FleetStore();
    const { album, fake } = await start(store, { cache: false });
    await album();
    await album();
    expect(store.reads).toBe(0);
    expect(fake.apiRequests()).toHaveLength(2);
  });

  it.each<[string, unknown]>([
    ['text', 'hello'],
    [
      'another type than a string',
      {
        get data(): never {
          throw new Error('away');
        },
      },
    ],
    ['null', null],
    ['JSON null', 'null'],
    ['half of a record', '{"version":1,"data":{"na'],
    ['no data', '{"version":1,"headers":{},"storedAt":0}'],
    ['headers of another kind', '{"version":1,"data":{},"headers":{"etag":1},"storedAt":0}'],
    ['no time', '{"version":1,"data":{},"headers":{}}'],
    ['a time that is no date', '{"version":1,"data":{},"headers":{},"storedAt":"soon"}'],
    [
      'another version',
      `{"version":2,"data":{},"headers":{"cache-control":"max-age=99"},"storedAt":${Date.now()}}`,
    ],
  ])('treats an invalid record as a miss: %s', async (_, record) => {
    const store = new FleetStore();
    store.get = async () => record as string;
    const { album, fake } = await start(store);
    expect(await album()).toHaveProperty('tracks');
    expect(fake.apiRequests()).toHaveLength(1);
  });

  it.each<[string, () => Promise<never>]>([
    ['fails', () => Promise.reject(new Error('away'))],
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
    ['hangs', () => new Promise<never>(() => {})],
    ['rejects with what cannot be printed', () => Promise.reject(UNPRINTABLE)],
  ])('works without a store that %s, and does not use it for a while', async (_, act) => {
    const store = new FleetStore();
    let calls = 0;
    store.get = store.set = () => {
      calls += 1;
      return act();
    };
    const { album, fake } = await start(store);
    expect(await album()).toHaveProperty('tracks');
    const now = performance.now(); // the pause does not pass, however slow the machine
    jest.spyOn(performance, 'now').mockReturnValue(now);
    for (let n = 1; n < 15; n += 1) expect(await album(n)).toHaveProperty('tracks');
    expect(fake.apiRequests()).toHaveLength(15);
    expect(calls).toBeLessThanOrEqual(2);
  });

  it('gives no time to live that a timer could not hold', async () => {
    const store = new FleetStore();
    const { album, fake } = await start(store);
    fake.failNext({
      status: 200,
      body: { id: 'x' },
      headers: { 'cache-control': 'max-age=99999999999, stale-if-error=1e999' },
    });
    await album();
    expect(store.ttls).toEqual([2 ** 31 - 1]);
  });

  it('does not count callers who abort as failures of the store', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    store.get = () => new Promise<never>(() => {});
    for (let n = 0; n < 5; n += 1) {
      const caller = new AbortController();
      const call = second.catalog.albums.get(second.fake.catalog.albumId(0), caller);
      await setImmediate();
      caller.abort(new Error('left'));
      await expect(call).rejects.toThrow('left');
    }
    Reflect.deleteProperty(store, 'get'); // uncovers the prototype's
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a caller abort while the store hangs', async () => {
    const store = new FleetStore();
    store.get = () => new Promise<never>(() => {});
    const { catalog, fake } = await start(store);
    jest.useFakeTimers();
    const controller = new AbortController();
    const call = catalog.albums.get(fake.catalog.albumId(0), controller);
    controller.abort(new Error('left'));
    await expect(call).rejects.toThrow('left');
    await jest.advanceTimersByTimeAsync(60_000); // the read of the store times out
    expect(fake.apiRequests()).toHaveLength(0);
  });
});

import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { SpotifyStore } from 'nestjs-spotify';
import { client, type ClientOptions } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { TestFake } from '../../support/fake.js';

const HOUR = 3600;

/** A store as a fleet would have it, here in this process. */
class FleetStore extends SpotifyStore {
  readonly records = new Map<string, string>();
  readonly ttls: number[] = [];
  reads = 0;

  async get(key: string): Promise<string | undefined> {
    this.reads += 1;
    return this.records.get(key);
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    this.records.set(key, value);
    this.ttls.push(ttl);
  }

  async delete(key: string): Promise<void> {
    this.records.delete(key);
  }
}

/** What a user's code may throw: neither String() nor a template can print it. */
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
      await setImmediate(); // nobody waits for the store to write
      return album;
    },
  };
}

describe('shared.responses', () => {
  it('spares a second process what the first was told', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    const album = await first.album();
    expect(await second.album()).toEqual(album);
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a second process confirm with what the first was told, for all', async () => {
    const store = new FleetStore();
    const [first, second, third] = [await start(store), await start(store), await start(store)];
    const album = await first.album();
    setClocksAhead(2 * HOUR);
    expect(await second.album()).toEqual(album);
    expect(second.fake.apiRequests().map(({ status }) => status)).toEqual([304]);
    await third.album();
    expect(third.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a process with a copy of its own confirm for all', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    setClocksAhead(2 * HOUR);
    await first.album();
    expect(first.fake.apiRequests().map(({ status }) => status)).toEqual([200, 304]);
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('takes a bare 304 for the one answer that both levels hold', async () => {
    const { album, fake } = await start(new FleetStore());
    const first = await album();
    setClocksAhead(2 * HOUR);
    fake.failNext({ status: 304, body: '' });
    expect(await album()).toEqual(first);
    expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 304]);
  });

  it('lets an answer grow old in the store', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    setClocksAhead(0.75 * HOUR);
    await second.album();
    setClocksAhead(1.25 * HOUR);
    await second.album();
    expect(second.fake.apiRequests().map(({ status }) => status)).toEqual([304]);
  });

  it('gives what is stored while Spotify fails', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    const album = await first.album();
    setClocksAhead(2 * HOUR);
    second.fake.failNext();
    expect(await second.album()).toEqual(album);
    expect(store.ttls).toHaveLength(1);
  });

  it('says for how long an answer is of use: while fresh, and a day on', async () => {
    const store = new FleetStore();
    const { album } = await start(store);
    await album();
    expect(Math.round(store.ttls[0]! / 1000 / HOUR)).toBe(25);
  });

  it('asks the store once for all who ask at the same time', async () => {
    const store = new FleetStore();
    const { album, fake } = await start(store);
    await Promise.all(Array.from({ length: 100 }, () => album()));
    expect(store.reads).toBe(1);
    expect(fake.apiRequests()).toHaveLength(1);
  });

  it('asks Spotify for those of a batch that the store lacks', async () => {
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
  ])('shows no client what is %s', async (_, options) => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store, options)];
    await first.album();
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(1);
    expect(store.records.size).toBe(2);
  });

  it('writes no credentials', async () => {
    const store = new FleetStore();
    const { album } = await start(store, { clientId: 'the-client-id', clientSecret: 'the-secret' });
    await album();
    const written = JSON.stringify([...store.records]);
    expect(written).toContain('/albums/');
    expect(written).not.toMatch(/the-client-id|the-secret|bearer/i);
  });

  it('is left alone where the cache is turned off', async () => {
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
    ['JSON of nothing', 'null'],
    ['half of a record', '{"version":1,"data":{"na'],
    ['no data', '{"version":1,"headers":{},"storedAt":0}'],
    ['headers of another kind', '{"version":1,"data":{},"headers":{"etag":1},"storedAt":0}'],
    ['no time', '{"version":1,"data":{},"headers":{}}'],
    ['a time that is no date', '{"version":1,"data":{},"headers":{},"storedAt":"soon"}'],
    [
      'another version',
      `{"version":2,"data":{},"headers":{"cache-control":"max-age=99"},"storedAt":${Date.now()}}`,
    ],
  ])('treats a record that is none as a miss: %s', async (_, record) => {
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
  ])('goes on without a store that %s, and leaves it alone', async (_, act) => {
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

  it('is not given a time to live that no timer holds', async () => {
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

  it('is not blamed for callers who leave', async () => {
    const store = new FleetStore();
    const [first, second] = [await start(store), await start(store)];
    await first.album();
    store.get = () => new Promise<never>(() => {});
    for (let n = 0; n < 5; n += 1) {
      const caller = new AbortController();
      const answer = second.catalog.albums.get(second.fake.catalog.albumId(0), caller);
      await setImmediate();
      caller.abort(new Error('left'));
      await expect(answer).rejects.toThrow('left');
    }
    Reflect.deleteProperty(store, 'get'); // the prototype's is back
    await second.album();
    expect(second.fake.apiRequests()).toHaveLength(0);
  });

  it('lets a caller leave while the store hangs', async () => {
    const store = new FleetStore();
    store.get = () => new Promise<never>(() => {});
    const { catalog, fake } = await start(store);
    jest.useFakeTimers();
    const controller = new AbortController();
    const call = catalog.albums.get(fake.catalog.albumId(0), controller);
    controller.abort(new Error('left'));
    await expect(call).rejects.toThrow('left');
    await jest.advanceTimersByTimeAsync(60_000); // the read of the store is given up
    expect(fake.apiRequests()).toHaveLength(0);
  });
});

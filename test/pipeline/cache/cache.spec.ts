import {
  type SpotifyCatalogService,
  type SpotifyHttpService,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from 'nestjs-spotify';
import type { FakeFailureOptions, FakeSpotifyOptions } from 'nestjs-spotify/testing';
import { client, type ClientOptions } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { TestFake } from '../../support/fake.js';
import { until } from '../../support/until.js';

const HOUR = 3600;

describe('the cache', () => {
  let fake: TestFake;
  let http: SpotifyHttpService;
  let catalog: SpotifyCatalogService;

  async function start({
    quotaMode,
    latency,
    ...options
  }: ClientOptions & FakeSpotifyOptions = {}) {
    fake = new TestFake({ quotaMode, latency, expiresIn: 1000 * HOUR });
    // The rules of HTTP are tested here; minTtl has a spec of its own.
    const cache = options.cache !== false && { minTtl: 0, ...options.cache };
    ({ http, catalog } = await client(fake, { ...options, cache }));
  }

  const get = (n = 0) => http.get(`/albums/${fake.catalog.albumId(n)}`);
  const album = (n = 0) => catalog.albums.get(fake.catalog.albumId(n));

  /** What Spotify responds next, and with which headers. */
  function respondNext(headers: Record<string, string>, body: unknown = { id: 'first' }): void {
    fake.failNext({ status: 200, headers, body } satisfies FakeFailureOptions);
  }

  describe('while a response is fresh', () => {
    it('sends nothing, and gives the very same object', async () => {
      await start({ cache: { minTtl: HOUR * 1000 } });
      const first = await album();
      expect(await album()).toBe(first);
      expect(fake.apiRequests()).toHaveLength(1);
    });

    it('lets no caller change what another gets', async () => {
      await start();
      const first = await album();
      expect(() => {
        // @ts-expect-error readonly
        first.artists[0]!.name = 'changed';
      }).toThrow(TypeError);
      // @ts-expect-error readonly
      expect(() => first.tracks.items.pop()).toThrow(TypeError);
      expect(await album()).toEqual(structuredClone(first));
    });

    it('caches one response per market', async () => {
      await start({ cache: { minTtl: HOUR * 1000 } });
      const id = fake.catalog.albumId(0);
      const inSweden = await catalog.albums.get(id, { market: 'SE' });
      const inJapan = await catalog.albums.get(id, { market: 'JP' });
      expect(inSweden).not.toBe(inJapan);
      expect(fake.apiRequests()).toHaveLength(2);
      expect(await catalog.albums.get(id, { market: 'SE' })).toBe(inSweden);
      expect(fake.apiRequests()).toHaveLength(2);
    });

    it('rejects a call whose signal has aborted before', async () => {
      await start();
      await album();
      const signal = AbortSignal.abort(new Error('left'));
      await expect(catalog.albums.get(fake.catalog.albumId(0), { signal })).rejects.toThrow('left');
    });

    it('subtracts the Age that a response had on arrival', async () => {
      await start();
      respondNext({ 'cache-control': 'max-age=100', age: '90' });
      await get();
      setClocksAhead(9);
      await get();
      expect(fake.apiRequests()).toHaveLength(1);
      setClocksAhead(11);
      await get();
      expect(fake.apiRequests()).toHaveLength(2);
    });

    it('reads header names and directives in any case', async () => {
      await start();
      respondNext({ 'CACHE-CONTROL': 'Public, Max-Age=100' });
      await get();
      await get();
      expect(fake.apiRequests()).toHaveLength(1);
    });

    it('serves a response that was fetched with an earlier token of the app', async () => {
      await start();
      respondNext({
        'cache-control': 'private, max-age=100',
        vary: 'Authorization, Accept-Encoding',
      });
      await get();
      fake.expireTokens();
      await get();
      expect(fake.apiRequests()).toHaveLength(1);
    });
  });

  it.each([
    ['no-store', { 'cache-control': 'max-age=100, no-store' }],
    ['no-cache', { 'cache-control': 'max-age=100, no-cache' }],
    ['max-age=0', { 'cache-control': 'max-age=0' }],
    ['an Expires in the past', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ['Vary: *', { 'cache-control': 'max-age=100', vary: 'Accept, *' }],
    ['no caching headers', {}],
  ])('sends a request again after a response with %s', async (_, headers) => {
    await start();
    respondNext(headers);
    await get();
    await get();
    expect(fake.apiRequests()).toHaveLength(2);
  });

  describe('once a response is stale', () => {
    it('revalidates it, and serves the cached body after a 304', async () => {
      await start({ cache: { minTtl: HOUR * 1000 } });
      const first = await album();
      setClocksAhead(2 * HOUR);
      expect(await album()).toBe(first);
      expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 304]);
      await album();
      expect(fake.apiRequests()).toHaveLength(2);
    });

    it('sends one revalidation for concurrent calls', async () => {
      await start();
      const first = await album();
      setClocksAhead(2 * HOUR);
      const all = await Promise.all(Array.from({ length: 100 }, () => album()));
      expect(new Set(all)).toEqual(new Set([first]));
      expect(fake.apiRequests()).toHaveLength(2);
    });

    it('serves the new one where it has changed', async () => {
      await start();
      respondNext({ 'cache-control': 'max-age=1', etag: '"1"' });
      await get();
      setClocksAhead(2);
      respondNext({ 'cache-control': 'max-age=1', etag: '"2"' }, { id: 'second' });
      expect(await get()).toEqual({ id: 'second' });
      expect(fake.apiRequests().at(-1)?.headers['if-none-match']).toBe('"1"');
      expect(await get()).toEqual({ id: 'second' });
      expect(fake.apiRequests()).toHaveLength(2);
    });

    it('uses the headers of the 304 from then on, and not the old Age', async () => {
      await start();
      respondNext({ 'cache-control': 'max-age=100', age: '99', etag: 'W/"1"' });
      const first = await get();
      setClocksAhead(2);
      fake.failNext({ status: 304, body: '', headers: { 'cache-control': 'max-age=10' } });
      expect(await get()).toBe(first);
      setClocksAhead(11);
      await get();
      expect(fake.apiRequests()).toHaveLength(2);
      setClocksAhead(13);
      await get();
      expect(fake.apiRequests()).toHaveLength(3);
    });

    it('revalidates by Last-Modified where there is no ETag', async () => {
      await start();
      const modified = 'Mon, 01 Jan 2024 00:00:00 GMT';
      respondNext({ 'cache-control': 'max-age=1', 'last-modified': modified });
      const first = await get();
      setClocksAhead(2);
      fake.failNext({ status: 304, body: '' });
      expect(await get()).toBe(first);
      expect(fake.apiRequests().at(-1)?.headers['if-modified-since']).toBe(modified);
    });

    it('sends the request again, without conditions, after a 304 with another ETag', async () => {
      await start();
      respondNext({ 'cache-control': 'max-age=1', etag: '"1"' });
      await get();
      setClocksAhead(2);
      fake.failNext({ status: 304, body: '', headers: { etag: '"other"' } });
      respondNext({ 'cache-control': 'max-age=1' }, { id: 'second' });
      expect(await get()).toEqual({ id: 'second' });
      expect(fake.apiRequests().at(-1)?.headers).not.toHaveProperty('if-none-match');
    });

    it('drops it when Spotify responds with 404', async () => {
      await start();
      await album();
      setClocksAhead(2 * HOUR);
      fake.failNext({ status: 404 });
      await expect(album()).rejects.toThrow(SpotifyNotFoundError);
      fake.failNext();
      await expect(album()).rejects.toThrow(SpotifyServerError);
    });
  });

  it('rejects a 304 to an unconditional request', async () => {
    await start();
    fake.failNext({ status: 304, body: '' });
    await expect(get()).rejects.toThrow(SpotifyResponseError);
  });

  describe('while Spotify fails', () => {
    const FAULTS: [string, () => void][] = [
      ['503', () => fake.failNext()],
      ['a reset connection', () => fake.resetNext()],
      ['a hang', () => fake.hangNext()],
      ['HTML', () => fake.failNext({ status: 200, body: '<html>' })],
      ['a Retry-After of hours', () => fake.rateLimitNext({ retryAfter: 12 * HOUR })],
      [
        'an accounts service that is down',
        () => {
          fake.expireTokens();
          fake.failNext({ at: 'accounts' });
        },
      ],
    ];

    it.each(FAULTS)('serves a stale response within a day: %s', async (_, strike) => {
      await start({ timeout: 100 });
      const first = await album();
      setClocksAhead(23 * HOUR);
      strike();
      expect(await album()).toBe(first);
      expect(fake.apiRequests().length).toBeGreaterThan(1);
    });

    it('serves none after more than a day', async () => {
      await start();
      await album();
      setClocksAhead(26 * HOUR);
      fake.failNext();
      await expect(album()).rejects.toThrow(SpotifyServerError);
    });

    it('counts the day from the end of freshness, however often it was served since', async () => {
      await start({ cache: { minTtl: HOUR * 1000 } });
      await album();
      setClocksAhead(24 * HOUR);
      fake.failNext({ times: 2 });
      await album();
      setClocksAhead(26 * HOUR);
      await expect(album()).rejects.toThrow(SpotifyServerError);
    });

    it('serves it during a long rate limit, and sends nothing', async () => {
      await start();
      const first = await album();
      setClocksAhead(2 * HOUR);
      fake.rateLimitNext({ retryAfter: 12 * HOUR });
      expect(await album()).toBe(first);
      expect(await album()).toBe(first);
      expect(fake.apiRequests()).toHaveLength(2);
      await expect(album(1)).rejects.toThrow(SpotifyRateLimitError);
    });

    it('serves it at the deadline of a call', async () => {
      await start();
      const first = await album();
      setClocksAhead(2 * HOUR);
      fake.hangNext({ times: 2 });
      const [id, deadline] = [fake.catalog.albumId(0), 50];
      expect(await catalog.albums.get(id, { deadline })).toBe(first);
      const other = catalog.albums.get(fake.catalog.albumId(1), { deadline });
      await expect(other).rejects.toThrow(SpotifyTimeoutError);
    });

    it('does not serve it to a caller that has aborted', async () => {
      await start();
      await album();
      setClocksAhead(2 * HOUR);
      fake.hangNext();
      const controller = new AbortController();
      const call = catalog.albums.get(fake.catalog.albumId(0), controller);
      controller.abort(new Error('left'));
      await expect(call).rejects.toThrow('left');
    });

    it.each([
      ['must-revalidate', 'max-age=1, must-revalidate'],
      ['no-store', 'max-age=1, no-store'],
      ['no-cache', 'no-cache'],
      ['stale-if-error=10', 'max-age=1, stale-if-error=10'],
      ['stale-if-error=0', 'max-age=1, stale-if-error=0'],
    ])('obeys %s', async (_, directives) => {
      await start();
      respondNext({ 'cache-control': directives, etag: '"1"' });
      await get();
      setClocksAhead(20);
      fake.failNext();
      await expect(get()).rejects.toThrow(SpotifyServerError);
    });

    it('serves none when Spotify refuses the request', async () => {
      await start();
      await album();
      setClocksAhead(2 * HOUR);
      fake.failNext({ status: 403 });
      await expect(album()).rejects.toThrow('403');
    });
  });

  describe('within maxBytes', () => {
    it('drops the least recently used, and never holds more than maxBytes', async () => {
      const maxBytes = 20_000;
      await start({ cache: { maxBytes } });
      const sizes: number[] = [];
      for (let n = 0; n < 30; n += 1) {
        sizes.push(Buffer.byteLength(JSON.stringify(await album(n))));
      }
      let cachedBytes = 0;
      let n = 29;
      for (fake.requests.length = 0; fake.apiRequests().length === 0; n -= 1) {
        await album(n);
        if (fake.apiRequests().length === 0) cachedBytes += sizes[n]!;
      }
      expect(cachedBytes).toBeLessThanOrEqual(maxBytes);
      expect(cachedBytes).toBeGreaterThan(maxBytes - 2 * Math.max(...sizes));
    });

    it('still serves a whole response when the copy is dropped during its revalidation', async () => {
      await start({ latency: 20 });
      const first = await album();
      await start({ latency: 20, cache: { maxBytes: 2 * JSON.stringify(first).length } });
      await album();
      setClocksAhead(2 * HOUR);
      const dropping = album(1);
      await until(() => fake.apiRequests().length === 2);
      const confirming = album();
      await dropping;
      expect(await album()).toEqual(first);
      expect(await confirming).toEqual(first);
      expect(fake.apiRequests().map(({ status }) => status)).toContain(304);
    });

    it('does not cache a response larger than maxBytes', async () => {
      await start({ cache: { maxBytes: 1000 } });
      respondNext({ 'cache-control': 'max-age=100' }, { id: 'x'.repeat(100) });
      await get(0);
      respondNext({ 'cache-control': 'max-age=100' }, { id: 'x'.repeat(1000) });
      respondNext({ 'cache-control': 'max-age=100' }, { id: 'x'.repeat(1000) });
      await get(1);
      await get(1);
      await get(0);
      expect(fake.apiRequests()).toHaveLength(3);
    });

    it('gives a deeply nested response to each caller', async () => {
      await start();
      const depth = 8_000; // deeper JSON is refused as too deep
      const body = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      fake.failNext({ status: 200, headers: { 'cache-control': 'max-age=100' }, body });
      const [one, other] = await Promise.all([get(), get()]);
      expect(one).toBe(other);
    });
  });

  it('gives each caller its own object, and sends each request, where it is turned off', async () => {
    await start({ cache: false });
    const first = await album();
    Object.assign(first, { name: 'changed' });
    expect(await album()).not.toBe(first);
    expect(fake.apiRequests()).toHaveLength(2);
  });

  it('does not replace a newer response when an older one is revalidated after it', async () => {
    await start();
    respondNext({ 'cache-control': 'max-age=10', etag: '"1"' }, { id: 'first' });
    await get();
    setClocksAhead(20);
    fake.failNext({ status: 304, headers: { etag: '"1"', 'cache-control': 'max-age=10' } });
    fake.latency = 30;
    const confirmed = get();
    await until(() => fake.apiRequests().length === 2);
    fake.latency = 0;
    respondNext({ 'cache-control': 'max-age=10', etag: '"2"' }, { id: 'second' });
    const path = `/albums/${fake.catalog.albumId(0)}`;
    expect(await http.get(path, {}, { deadline: 5000 })).toEqual({ id: 'second' });
    expect(await confirmed).toEqual({ id: 'first' });
    expect(await get()).toEqual({ id: 'second' });
  });

  it('freezes a response that several callers get', async () => {
    await start({ cache: false });
    const [one, other] = await Promise.all([album(), album()]);
    expect(one).toBe(other);
    expect(() => {
      // @ts-expect-error readonly
      one.tracks.items[0]!.name = 'changed';
    }).toThrow(TypeError);
  });

  it.each(['development', 'extended'] as const)(
    'turns 1,000 identical calls into one request in %s mode',
    async (quotaMode) => {
      await start({ quotaMode, cache: false });
      await Promise.all(Array.from({ length: 1000 }, () => album()));
      expect(fake.requests.map(({ service }) => service)).toEqual(['accounts', 'api']);
    },
  );
});

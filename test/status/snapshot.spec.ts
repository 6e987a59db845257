import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { InjectSpotify, SpotifyModule, SpotifyStatusService } from 'nestjs-spotify';
import { client, type ClientOptions } from '../support/client.js';
import { onCleanup } from '../support/cleanup.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

async function start(options: ClientOptions = {}) {
  const fake = new TestFake();
  const { app, catalog } = await client(fake, options);
  const service = app.get(SpotifyStatusService);
  return { fake, catalog, snapshot: () => service.snapshot() };
}

describe('SpotifyStatusService.snapshot()', () => {
  it('is empty before the first call, and asks nobody', async () => {
    const { fake, snapshot } = await start({ cache: {} });
    expect(snapshot()).toEqual({
      client: 'default',
      refused: undefined,
      token: { expiresAt: undefined, grants: 0 },
      limits: { closedUntil: undefined, waiting: 0, inFlight: 0, buckets: [], day: undefined },
      circuits: [],
      cache: { entries: 0, bytes: 0, hits: 0, misses: 0 },
      requests: 0,
    });
    expect(fake.requests).toEqual([]);
  });

  it('tells the token’s end, and what the cache holds', async () => {
    const { fake, catalog, snapshot } = await start({ cache: {} });
    const get = () => catalog.albums.get(fake.catalog.albumId(0));
    await get();
    await get();
    const { token, cache, requests } = snapshot();
    expect(token.grants).toBe(1);
    const life = token.expiresAt!.getTime() - Date.now();
    expect(life).toBeGreaterThan(3_500_000);
    expect(life).toBeLessThanOrEqual(3_600_000);
    expect(cache).toEqual({ entries: 1, bytes: expect.any(Number), hits: 1, misses: 1 });
    expect(cache.bytes).toBeGreaterThan(1000);
    expect(requests).toBe(1);
  });

  it('counts calls in flight and calls that wait', async () => {
    const { fake, catalog, snapshot } = await start({ concurrency: 2, timeout: 60_000 });
    await catalog.artists.get(fake.catalog.artistId(9));
    fake.hangNext({ times: 2 });
    const leaving = new AbortController();
    const { signal } = leaving;
    const calls = [0, 1, 2, 3, 4].map((n) =>
      catalog.albums.get(fake.catalog.albumId(n), { signal }).catch(() => {}),
    );
    await until(() => fake.apiRequests().length === 3);
    expect(snapshot().limits).toMatchObject({ inFlight: 2, waiting: 3 });
    leaving.abort();
    await Promise.all(calls);
    expect(snapshot().limits).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  it('tells a pause of the account, with its end', async () => {
    const { fake, catalog, snapshot } = await start({ rateLimit: { maxWait: 0 } });
    fake.rateLimitNext({ retryAfter: 20 });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    const wait = snapshot().limits.closedUntil!.getTime() - Date.now();
    expect(wait).toBeGreaterThan(10_000);
    expect(wait).toBeLessThanOrEqual(20_000);
    setClocksAhead(21);
    expect(snapshot().limits.closedUntil).toBeUndefined();
  });

  it('tells a bucket whose quota is spent, by its template', async () => {
    const { fake, catalog, snapshot } = await start({ rateLimit: { maxWait: 0 } });
    fake.quotaExceededNext({ retryAfter: 3600 });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    const { buckets, closedUntil } = snapshot().limits;
    expect(buckets).toEqual([
      { bucket: '/albums/{id}', reason: 'quota-exceeded', closedUntil: expect.any(Date) },
    ]);
    expect(closedUntil).toBeUndefined();
    setClocksAhead(3601);
    expect(snapshot().limits.buckets).toEqual([]);
  });

  it('tells the budget of a day', async () => {
    const { fake, catalog, snapshot } = await start({
      rateLimit: { maxWait: 0, requestsPerDay: 3 },
    });
    for (const n of [0, 1]) await catalog.albums.get(fake.catalog.albumId(n));
    expect(snapshot().limits).toMatchObject({ day: { limit: 3, sent: 2 }, closedUntil: undefined });
    await catalog.albums.get(fake.catalog.albumId(2));
    const { day, closedUntil } = snapshot().limits;
    expect(day).toEqual({ limit: 3, sent: 3 });
    expect(closedUntil!.getTime()).toBeGreaterThan(Date.now() + 23 * 3600_000);
  });

  it('tells an open circuit, and one that the next call may close', async () => {
    const { fake, catalog, snapshot } = await start();
    fake.failNext({ times: 10 });
    for (let n = 0; n < 10; n += 1) {
      await catalog.albums.get(fake.catalog.albumId(n)).catch(() => {});
    }
    const circuit = { scope: 'bucket', bucket: '/albums/{id}', retryAt: expect.any(Date) };
    expect(snapshot().circuits).toEqual([{ ...circuit, state: 'open' }]);
    setClocksAhead(60);
    expect(snapshot().circuits).toEqual([{ ...circuit, state: 'half-open' }]);
    await catalog.albums.get(fake.catalog.albumId(0));
    expect(snapshot().circuits).toEqual([]);
  });

  it('tells the circuits of the whole server and of the accounts service', async () => {
    const { fake, catalog, snapshot } = await start();
    fake.failNext({ at: 'accounts', times: 2 });
    for (const n of [0, 1]) await catalog.albums.get(fake.catalog.albumId(n)).catch(() => {});
    expect(snapshot().circuits).toMatchObject([{ scope: 'accounts', state: 'open' }]);
    expect(snapshot().refused).toBeUndefined(); // a 503 refuses nobody

    const offline = await start({
      http: {
        adapter: () => Promise.reject(Object.assign(new Error('x'), { isAxiosError: true })),
      },
      accessToken: 'given',
    });
    for (let n = 0; n < 10; n += 1) {
      await offline.catalog.albums.get(fake.catalog.albumId(n)).catch(() => {});
    }
    expect(offline.snapshot().circuits).toMatchObject([{ scope: 'server', bucket: undefined }]);
  });

  it('is of one client, by its name', async () => {
    const fakes = [new TestFake(), new TestFake()];
    @Injectable()
    class Both {
      constructor(
        @InjectSpotify(SpotifyStatusService, 'one') readonly one: SpotifyStatusService,
        @InjectSpotify(SpotifyStatusService, 'other') readonly other: SpotifyStatusService,
      ) {}
    }
    const modules = ['one', 'other'].map((name, index) =>
      SpotifyModule.forRoot({
        name,
        clientId: name,
        clientSecret: 'secret',
        http: { adapter: fakes[index]!.adapter },
      }),
    );
    @Module({ imports: modules, providers: [Both] })
    class AppModule {}
    const app = await Test.createTestingModule({ imports: [AppModule] }).compile();
    onCleanup(() => app.close());
    const { one, other } = app.get(Both);
    expect([one, other].map((service) => service.snapshot().client)).toEqual(['one', 'other']);
  });
});

import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AxiosAdapter } from 'axios';
import { SpotifyRateLimitError, type SpotifyHttpService } from 'nestjs-spotify';
import { redisSharing } from 'nestjs-spotify/redis';
import { client, type ClientOptions } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { CLIENTS } from '../support/redis-clients.js';
import { until } from '../support/until.js';

/** Why a limit refused a call; undefined for one that succeeded. */
const reasonOf = async (call: Promise<unknown>): Promise<string | undefined> => {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof SpotifyRateLimitError) return error.reason;
    throw error;
  }
};
/** Redis may take its time: the machine may be busy. */
const PATIENT = { timeout: 5000 };

describeWithRedis('limits that processes share', () => {
  let redis: RedisServer;
  let fake: TestFake;
  let accounts = 0;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  beforeEach(() => {
    fake = new TestFake({ quotaMode: 'extended' });
    accounts += 1;
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  });

  /** A client as in a process of its own: limits are shared within one process by the adapter too. */
  async function process(rateLimit: ClientOptions['rateLimit'] = {}): Promise<SpotifyHttpService> {
    const adapter: AxiosAdapter = (config) => fake.adapter(config);
    const { http } = await client(fake, {
      http: { adapter },
      shared: { limits: redisSharing(CLIENTS.ioredis(redis.url), PATIENT).limits },
      rateLimit: { maxWait: 0, account: `account ${accounts}`, ...rateLimit },
    });
    return http;
  }

  const album = (http: SpotifyHttpService, n = 0) => http.get(`/albums/${fake.catalog.albumId(n)}`);
  const sent = () => fake.apiRequests().length;

  it('pause one after another was refused', async () => {
    const [one, two] = [await process(), await process()];
    fake.rateLimitNext({ retryAfter: 30 });
    expect(await reasonOf(album(one))).toBe('rate-limit');
    const before = sent();
    expect(await reasonOf(album(two))).toBe('rate-limit');
    expect(await reasonOf((await process()).get('/markets'))).toBe('rate-limit');
    expect(sent()).toBe(before);
  });

  it('pause none in another account', async () => {
    const one = await process();
    fake.rateLimitNext({ retryAfter: 30 });
    expect(await reasonOf(album(one))).toBe('rate-limit');
    expect(await reasonOf(album(await process({ account: 'another' })))).toBeUndefined();
  });

  it('close a bucket for all once its quota is spent, and no other bucket', async () => {
    const [one, two] = [await process(), await process()];
    fake.quotaExceededNext({ bucket: '/albums/{id}' });
    expect(await reasonOf(album(one))).toBe('quota-exceeded');
    expect(await reasonOf(album(two))).toBe('quota-exceeded');
    expect(sent()).toBe(1);
    expect(await reasonOf(two.get('/markets'))).toBeUndefined();
  });

  it('let one of them probe a closed bucket, and open it for all', async () => {
    const [one, two, three] = [await process(), await process(), await process()];
    fake.quotaExceededNext({ bucket: '/albums/{id}' });
    expect(await reasonOf(album(one))).toBe('quota-exceeded');
    expect(await reasonOf(album(two))).toBe('quota-exceeded');
    expect(await reasonOf(album(three))).toBe('quota-exceeded');
    setClocksAhead(15 * 60 + 1);
    fake.quotaExceededNext({ bucket: '/albums/{id}' });
    const before = sent();
    const all = [one, two, three];
    const reasons = await Promise.all(all.map((http) => reasonOf(album(http))));
    expect(reasons).toEqual(Array.from({ length: 3 }, () => 'quota-exceeded'));
    expect(sent()).toBe(before + 1);

    setClocksAhead(30 * 60 + 2);
    // Redis' clock has not moved: what the last probe claimed is still claimed there.
    await redis.command('FLUSHALL');
    const again = await Promise.all(all.map((http) => reasonOf(album(http))));
    expect(again).toContain(undefined);
    await until(async () => {
      const now = await Promise.all(all.map((http) => reasonOf(album(http))));
      return now.every((reason) => reason === undefined);
    });
  });

  it('close an endpoint that is not open to the app with as few pauses as in one process', async () => {
    const [one, two] = [await process({ maxWait: 10_000 }), await process({ maxWait: 10_000 })];
    fake.closeEndpoint('/browse/new-releases', { retryAfter: 1 });
    await one.get('/browse/new-releases', {}, { deadline: 500 }).catch(() => {});
    expect(await reasonOf(two.get('/markets'))).toBeUndefined();
    expect(await reasonOf(one.get('/markets'))).toBeUndefined();
    await until(
      async () => (await reasonOf(one.get('/browse/new-releases'))) === 'endpoint-closed',
    );
    const before = sent();
    await until(
      async () =>
        (await reasonOf(two.get('/browse/new-releases', {}, { deadline: 500 }))) ===
        'endpoint-closed',
    );
    expect(sent()).toBe(before);
  });

  it.each(['requestsPerDay', 'requestsPer30s'] as const)('share the budget %s', async (option) => {
    const fleet = await Promise.all([1, 2, 3].map(() => process({ [option]: 40 })));
    const reasons = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => reasonOf(album(fleet[n % 3]!, n))),
    );
    expect(sent()).toBe(40);
    expect(reasons.filter((reason) => reason !== undefined)).toHaveLength(20);
  });

  it('give back what a process has not used when it ends', async () => {
    await redis.command('FLUSHALL');
    const adapter: AxiosAdapter = (config) => fake.adapter(config);
    const { limits } = redisSharing(CLIENTS.ioredis(redis.url), PATIENT);
    const rateLimit = { maxWait: 0, account: `account ${accounts}`, requestsPerDay: 1000 };
    const one = await client(fake, { http: { adapter }, shared: { limits }, rateLimit });
    await Promise.all(Array.from({ length: 20 }, (_, n) => album(one.http, n)));
    await one.close();
    const keys = (await redis.command('KEYS', '*day')) as string[];
    const slots = await Promise.all(keys.map(async (key) => redis.command('HVALS', key)));
    const counts = slots.flat().map(Number).filter(Number.isFinite);
    expect(counts).toEqual([20]);
  });
});

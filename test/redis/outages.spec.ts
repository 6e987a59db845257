import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AxiosAdapter } from 'axios';
import { redisSharing } from 'nestjs-spotify/redis';
import { client, type Client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { CLIENTS } from '../support/redis-clients.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000); // on a busy machine

describeWithRedis('a Redis that fails', () => {
  let redis: RedisServer;
  let fake: TestFake;
  let warnings: string[];
  let albums = 0;

  beforeEach(async () => {
    redis = await RedisServer.start();
    fake = new TestFake();
    warnings = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((line) => warnings.push(String(line)));
  });

  /** A client with everything shared, as in a process of its own. */
  async function start(
    name: keyof typeof CLIENTS = 'ioredis',
    url: string = redis.url,
  ): Promise<Client> {
    const adapter: AxiosAdapter = (config) => fake.adapter(config);
    return client(fake, {
      http: { adapter },
      cache: {},
      rateLimit: { requestsPerDay: 1000 },
      shared: redisSharing(await CLIENTS[name](url)),
    });
  }

  /** Calls of which each needs a token and the limits, and looks for a shared response. */
  async function calls({ http, auth }: Client, count = 5): Promise<void> {
    auth.invalidate(await auth.getAccessToken());
    for (let n = 0; n < count; n += 1) {
      albums += 1;
      await http.get(`/albums/${fake.catalog.albumId(albums % 1000)}`);
    }
  }

  const aboutRedis = () => warnings.filter((line) => line.includes('store failed'));
  const isUsed = async () => Number(await redis.command('DBSIZE')) > 0;

  it.each<[string, keyof typeof CLIENTS, () => Promise<unknown>]>([
    ['is gone', 'ioredis', () => redis.kill()],
    ['is gone', 'node-redis', () => redis.kill()],
    ['has become a replica', 'ioredis', () => redis.command('REPLICAOF', '127.0.0.1', 1)],
    ['has no memory left', 'ioredis', () => redis.command('CONFIG', 'SET', 'maxmemory', 1)],
    ['has no memory left', 'node-redis', () => redis.command('CONFIG', 'SET', 'maxmemory', 1)],
    [
      'refuses the user',
      'ioredis',
      () => redis.command('ACL', 'SETUSER', 'default', '-@all', '+acl'),
    ],
  ])('because it %s fails no call over %s, with one warning', async (_, name, fail) => {
    const app = await start(name);
    await calls(app);
    await fail();
    await calls(app);
    await calls(app);
    expect(aboutRedis()).toHaveLength(1);
  });

  it('at start fails no call, and is used once it is there', async () => {
    await redis.kill();
    const app = await start();
    await calls(app);
    expect(aboutRedis()).toHaveLength(1);
    await redis.start();
    await until(async () => {
      await calls(app, 1);
      return isUsed();
    });
  });

  it.each(['ioredis', 'node-redis'] as const)(
    'by stalling fails no call over %s, and is used again once it responds',
    async (name) => {
      const proxy = await TcpProxy.start(redis.port);
      const app = await start(name, proxy.url);
      await calls(app);
      proxy.stall();
      await calls(app);
      expect(aboutRedis()).toHaveLength(1);
      await redis.command('FLUSHALL');
      proxy.goOn();
      await until(async () => {
        await calls(app, 1);
        return isUsed();
      });
    },
  );

  /** A client with a budget of 200, and time for a busy machine. */
  async function startWithBudget(): Promise<Client> {
    const adapter: AxiosAdapter = (config) => fake.adapter(config);
    const { limits } = redisSharing(CLIENTS.ioredis(redis.url), { timeout: 2000 });
    const rateLimit = { requestsPerDay: 200 };
    return client(fake, { http: { adapter }, rateLimit, shared: { limits } });
  }

  /** What processes may send more than a budget of 200 when Redis fails: what they were granted last. */
  const OVERSHOOT = 10;

  /** Calls for the albums from one number to another, all at once. */
  const get = ({ http }: Client, from: number, to: number) =>
    Promise.allSettled(
      Array.from({ length: to - from }, (_, n) =>
        http.get(`/albums/${fake.catalog.albumId(from + n)}`),
      ),
    );

  it.each<[string, () => Promise<unknown>]>([
    ['leaves each process its share of a budget', () => redis.kill()],
    [
      'and has lost its data gets the count from the processes that are left',
      () => redis.command('FLUSHALL'),
    ],
  ])('%s', async (_, fail) => {
    const [one, two] = [await startWithBudget(), await startWithBudget()];
    await Promise.all([get(one, 0, 80), get(two, 80, 160)]);
    expect(fake.apiRequests()).toHaveLength(160);
    await fail();
    await Promise.all([get(one, 200, 280), get(two, 280, 360)]);
    const sent = fake.apiRequests().length;
    expect(sent).toBeGreaterThan(180);
    expect(sent).toBeLessThanOrEqual(200 + OVERSHOOT);
  });
});

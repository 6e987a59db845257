import { Redis } from 'ioredis';
import { SpotifyConfigError, type SpotifyLimitReport, type SpotifyStore } from 'nestjs-spotify';
import { type RedisClient, redisSharing } from 'nestjs-spotify/redis';
import {
  describeWithRedis,
  describeWithValkey,
  type RedisProgram,
  RedisServer,
  startRedisCluster,
} from '../support/redis.js';
import { CLIENTS, CLUSTERS, glideForm } from '../support/redis-clients.js';
import { until } from '../support/until.js';

const REPORT: SpotifyLimitReport = {
  process: 'one',
  processTtl: 60_000,
  revision: 0,
  closed: [],
  opened: [],
  claims: [],
  budgets: [],
};

/** A budget of 100 requests in 30 s. */
const BUDGET = { name: '30s', limit: 100, window: 30_000, slot: 500, portionTtl: 1000 };
const want = (count: number, spent = 0) => [{ ...BUDGET, want: count, spent, unused: [] }];

const close = (duration: number, value = 'v') => [{ key: '/tracks/{id}', duration, value }];

async function keepsAndLeases(store: SpotifyStore): Promise<void> {
  const key = `response:https://x/{id} ${Math.random()}`;
  expect(await store.get(key)).toBeUndefined();
  await store.set(key, 'välue', 60_000);
  expect(await store.get(key)).toBe('välue');
  await store.delete(key, 'another');
  expect(await store.get(key)).toBe('välue');
  await store.delete(key, 'välue');
  expect(await store.get(key)).toBeUndefined();
  await store.set(key, 'short', 0.4);
  await until(async () => (await store.get(key)) === undefined);

  const lease = await store.lease!(`${key}:lease`, 60_000);
  expect(await store.lease!(`${key}:lease`, 60_000)).toBeUndefined();
  await lease?.release();
  const short = await store.lease!(`${key}:lease`, 20);
  await until(async () => (await store.lease!(`${key}:lease`, 60_000)) !== undefined);
  await short?.release(); // it has passed to someone else
  expect(await store.lease!(`${key}:lease`, 60_000)).toBeUndefined();
}

function tests(program: RedisProgram): void {
  let server: RedisServer;

  beforeAll(async () => {
    server = await RedisServer.start(program);
  });

  async function exchange(account: string, report: Partial<SpotifyLimitReport>) {
    const { limits } = redisSharing(CLIENTS.ioredis(server.url));
    return limits.exchange(account, { ...REPORT, ...report });
  }

  const FORMS: [string, () => RedisClient | Promise<RedisClient>][] = [
    ['ioredis', () => CLIENTS.ioredis(server.url)],
    ['node-redis', () => CLIENTS['node-redis'](server.url)],
    ["Valkey GLIDE's form", () => glideForm(server.url)],
  ];

  it.each(FORMS)('keep strings and give leases over %s', async (_, connect) => {
    const { tokens } = redisSharing(await connect());
    await expect(keepsAndLeases(tokens)).resolves.toBeUndefined();
  });

  it.each(FORMS)(
    'know limits over %s, after Redis has forgotten the script',
    async (_, connect) => {
      const { limits } = redisSharing(await connect());
      const account = String(Math.random());
      const first = await limits.exchange(account, { ...REPORT, budgets: want(3) });
      expect(first).toMatchObject({ processes: 1, budgets: [{ granted: 3, used: 3, frees: [] }] });
      await server.command('SCRIPT', 'FLUSH');
      const second = await limits.exchange(account, { ...REPORT, process: 'two' });
      expect(second).toMatchObject({ processes: 2, revision: 0 });
    },
  );

  it('begin every key with the prefix', async () => {
    const client = CLIENTS.ioredis(server.url) as Redis;
    const { tokens, limits } = redisSharing(client, { prefix: 'mine/' });
    await client.flushall();
    await tokens.set('token:x', 'value', 1000);
    await limits.exchange('account', { ...REPORT, budgets: want(1) });
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) expect(key).toMatch(/^mine\//);
    for (const key of keys) expect(await client.pttl(key)).toBeGreaterThan(0);
  });

  it('replace what something else has put under their keys', async () => {
    const client = CLIENTS.ioredis(server.url) as Redis;
    const { tokens, limits } = redisSharing(client, { prefix: 'foreign:' });
    await client.lpush('foreign:token:x', 'a list');
    expect(await tokens.get('token:x')).toBeUndefined();
    await tokens.set('token:x', 'value', 1000);
    expect(await tokens.get('token:x')).toBe('value');

    await limits.exchange('account', REPORT);
    const [key = ''] = await client.keys('foreign:limits:*closes');
    await client.del(key);
    await client.set(key, 'a string');
    expect(await limits.exchange('account', REPORT)).toMatchObject({ processes: 1 });
  });

  describe('a budget', () => {
    it('is never granted beyond its limit, however many want it', async () => {
      const { limits } = redisSharing(CLIENTS.ioredis(server.url));
      const account = String(Math.random());
      let granted = 0;
      await Promise.all(
        Array.from({ length: 400 }, async (_, n) => {
          const report = { ...REPORT, process: `${n % 8}`, budgets: want(1 + (n % 20)) };
          const { budgets } = await limits.exchange(account, report);
          granted += budgets[0]!.granted;
        }),
      );
      expect(granted).toBe(100);
    });

    it('is granted in portions of a twentieth at most, over all processes', async () => {
      const account = String(Math.random());
      for (const process of ['a', 'b', 'c', 'd']) await exchange(account, { process });
      const { budgets } = await exchange(account, { process: 'a', budgets: want(50) });
      expect(budgets[0]!.granted).toBe(1); // 5 / 4 processes
    });

    it('counts what was sent without a grant, and says when places come free', async () => {
      const account = String(Math.random());
      const { budgets } = await exchange(account, { budgets: want(10, 100) });
      expect(budgets).toMatchObject([{ granted: 0, used: 100 }]);
      const [[ms, count] = [0, 0]] = budgets[0]!.frees;
      expect(count).toBe(100);
      expect(ms).toBeGreaterThan(30_500);
      expect(ms).toBeLessThanOrEqual(31_500);
    });

    it('takes back what was not used', async () => {
      const account = String(Math.random());
      const first = await exchange(account, { budgets: want(5, 95) });
      const { granted, slot } = first.budgets[0]!;
      expect(granted).toBe(5);
      const unused = [{ slot, count: granted }];
      const { budgets } = await exchange(account, {
        budgets: [{ ...BUDGET, want: 0, spent: 0, unused }],
      });
      expect(budgets).toMatchObject([{ used: 95 }]);
    });
  });

  describe('a close', () => {
    it('is known to others until it is opened, and no later report of old knowledge opens it', async () => {
      const { limits } = redisSharing(CLIENTS.ioredis(server.url));
      const account = String(Math.random());
      const first = await limits.exchange(account, { ...REPORT, closed: close(50_000) });
      const other = { ...REPORT, process: 'two' };
      const known = await limits.exchange(account, other);
      expect(known.closes).toMatchObject([{ key: '/tracks/{id}', value: 'v' }]);
      expect(known.closes![0]!.duration).toBeGreaterThan(49_000);
      expect(known.revision).toBe(first.revision);
      const unchanged = await limits.exchange(account, { ...other, revision: known.revision });
      expect(unchanged.closes).toBeUndefined();

      const opened = ['/tracks/{id}'];
      await limits.exchange(account, { ...other, revision: 0, opened });
      expect((await limits.exchange(account, REPORT)).closes).toHaveLength(1);
      await limits.exchange(account, { ...other, revision: known.revision, opened });
      expect((await limits.exchange(account, REPORT)).closes).toEqual([]);
    });

    it('is only prolonged by a process that does not know it', async () => {
      const { limits } = redisSharing(CLIENTS.ioredis(server.url));
      const account = String(Math.random());
      const { revision } = await limits.exchange(account, { ...REPORT, closed: close(50_000) });
      const shorter = await limits.exchange(account, { ...REPORT, closed: close(2000, 'x') });
      expect(shorter.closes).toMatchObject([{ value: 'v' }]);
      expect(shorter.closes![0]!.duration).toBeGreaterThan(49_000);
      const replaced = await limits.exchange(account, {
        ...REPORT,
        revision: shorter.revision,
        closed: close(2000, 'x'),
      });
      expect(replaced.closes).toMatchObject([{ value: 'x' }]);
      expect(replaced.revision).toBeGreaterThan(revision);
    });

    it('is probed by one process', async () => {
      const { limits } = redisSharing(CLIENTS.ioredis(server.url));
      const account = String(Math.random());
      await limits.exchange(account, { ...REPORT, closed: close(50_000) });
      const claims = [{ key: '/tracks/{id}', ttl: 900_000 }];
      const states = await Promise.all(
        ['a', 'b', 'c'].map((process) => limits.exchange(account, { ...REPORT, process, claims })),
      );
      const granted = states.map((state) => state.claims['/tracks/{id}']?.granted);
      expect(granted.filter(Boolean)).toHaveLength(1);
      expect(states[2]!.claims['/tracks/{id}']?.wait).toBeGreaterThan(890_000);
    });
  });
}

describeWithRedis('the stores of redisSharing() on Redis', tests);
describeWithValkey('the stores of redisSharing() on Valkey', tests);

describeWithRedis('the stores of redisSharing() on a cluster', () => {
  let nodes: RedisServer[];

  beforeAll(async () => {
    nodes = await startRedisCluster();
  });

  it.each(Object.entries(CLUSTERS))(
    'work over %s, on whichever node a key is',
    async (_, connect) => {
      const { tokens, limits } = redisSharing(await connect(nodes));
      for (let n = 0; n < 12; n += 1) {
        await keepsAndLeases(tokens);
        const account = String(Math.random());
        const { budgets } = await limits.exchange(account, { ...REPORT, budgets: want(2) });
        expect(budgets).toMatchObject([{ granted: 2 }]);
      }
    },
  );
});

describe('redisSharing()', () => {
  it.each([
    ['nothing', undefined],
    ['a URL', 'redis://localhost'],
    ['a function, which has a method call()', () => {}],
    ['a Map', new Map()],
  ])('refuses %s with what it takes', (_, client) => {
    expect(() => redisSharing(client as never)).toThrow(SpotifyConfigError);
    expect(() => redisSharing(client as never)).toThrow(/ioredis, iovalkey, node-redis/);
  });

  it('refuses a timeout that is no time', () => {
    const client = { call: async () => null };
    expect(() => redisSharing(client, { timeout: 0 })).toThrow(/redisSharing.timeout/);
  });
});

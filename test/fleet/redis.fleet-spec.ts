import { jest } from '@jest/globals';
import {
  type FleetProcess,
  type Outcome,
  startFleet,
  type WorkerOptions,
} from '../support/fleet.js';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { measured } from '../support/spotify-limits.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000); // eight processes on a busy machine

/** Calls a second of all processes together. Fewer on a machine that cannot make so many: FLEET_RATE=100. */
const RATE = Number(process.env['FLEET_RATE'] ?? 500);

const CLIENT_SECRET = 'the-client-secret';

/** A share of calls took no longer than this, in ms. */
const percentile = (outcomes: readonly Outcome[], share: number) => {
  const times = outcomes.flatMap((outcome) => outcome.times).toSorted((a, b) => a - b);
  return Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10;
};

const summary = (outcomes: readonly Outcome[]) => ({
  calls: outcomes.reduce((sum, { succeeded }) => sum + succeeded, 0),
  p50: percentile(outcomes, 0.5),
  p99: percentile(outcomes, 0.99),
  max: percentile(outcomes, 1),
});

const load = (fleet: readonly FleetProcess[], perSecond: number, ms: number) =>
  Promise.all(fleet.map((worker) => worker.run('load', perSecond, ms)));

/** Why calls failed, and what was logged besides one warning a process that the store failed. */
async function problemsOf(fleet: readonly FleetProcess[], outcomes: readonly Outcome[]) {
  const problems: unknown[] = outcomes.flatMap(({ failures }) => Object.entries(failures));
  for (const worker of fleet) {
    const [first = 'store failed', ...more] = await worker.run('warnings');
    problems.push(...more);
    if (!first.includes('store failed')) problems.push(first);
  }
  return problems;
}

describeWithRedis('a Redis under a fleet', (program) => {
  let processes: FleetProcess[];
  let server: ScriptedServer;
  let redis: RedisServer;

  beforeAll(async () => {
    processes = await startFleet(4);
  });

  beforeEach(async () => {
    [redis, server] = [await RedisServer.start(program), await ScriptedServer.start()];
  });

  async function startApps(
    given: Partial<WorkerOptions> = {},
    options: Partial<WorkerOptions['options']> = {},
  ): Promise<FleetProcess[]> {
    const { apiUrl, accountsUrl } = server;
    const app = {
      options: {
        clientId: 'the-client-id',
        clientSecret: CLIENT_SECRET,
        apiUrl,
        accountsUrl,
        timeout: 60_000, // on a busy machine
        rateLimit: { maxQueue: 100_000, maxWait: 120_000 },
        ...options,
      } as WorkerOptions['options'],
      redis: redis.url,
      ...given,
    };
    await Promise.all(processes.map((each) => each.startApp(app)));
    return processes;
  }

  const isUsed = async () => Number(await redis.command('DBSIZE')) > 0;

  it.each(['ioredis', 'node-redis'] as const)(
    'may be killed and started again under load, over %s',
    async (client) => {
      const fleet = await startApps({ client, timeout: 100 });
      await load(fleet, RATE / 4, 1000);
      measured(`${client}, with Redis, ms`, summary(await load(fleet, RATE / 4, 4000)));
      const pending = load(fleet, RATE / 4, 10_000);
      await until(isUsed);
      await redis.kill();
      measured('Redis is killed', 'now');
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await redis.start();
      const begun = performance.now();
      await until(isUsed);
      measured(`${client}, shared again after ms`, Math.round(performance.now() - begun));
      const outcomes = await pending;
      measured(`${client}, 10 s with Redis killed for 4 s, ms`, summary(outcomes));
      expect(await problemsOf(fleet, outcomes)).toEqual([]);
    },
  );

  it.each(['ioredis', 'node-redis'] as const)('may stall under load, over %s', async (client) => {
    const proxy = await TcpProxy.start(redis.port);
    const fleet = await startApps({ client, redis: proxy.url, timeout: 100 });
    await load(fleet, RATE / 4, 1000);
    const pending = load(fleet, RATE / 4, 6000);
    proxy.stall();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await redis.command('FLUSHALL');
    proxy.goOn();
    await until(isUsed);
    const outcomes = await pending;
    measured(`${client}, 6 s with Redis stalled for 3 s, ms`, summary(outcomes));
    expect(await problemsOf(fleet, outcomes)).toEqual([]);
  });

  it('gets no token and no secret in the clear', async () => {
    const lines = await redis.monitor();
    const fleet = await startApps({}, { rateLimit: { requestsPerDay: 10_000 } });
    await Promise.all(fleet.map((worker) => worker.run('burst', 20)));
    server.respondToGrant = (_, response) => response.destroy();
    await Promise.all(fleet.map((worker) => worker.run('burst', 20)));
    await until(() => lines.some((line) => /^SET .*lease/i.test(line)));
    const text = lines.join('\n');
    expect(text).toMatch(/EVALSHA/i);
    expect(text).toContain('token:');
    const basic = Buffer.from(`the-client-id:${CLIENT_SECRET}`).toString('base64');
    for (const secret of ['token-1', CLIENT_SECRET, basic, 'Bearer']) {
      expect(text).not.toContain(secret);
    }
  });

  it('gets few commands for a call while no limit is near, and none from an idle process', async () => {
    const fleet = (
      await startApps(
        { shares: ['tokens', 'limits'] },
        { rateLimit: { requestsPer30s: 1e6, maxQueue: 100_000 } },
      )
    ).slice(0, 2);
    await load(fleet, 200, 1000);
    const lines = await redis.monitor();
    const outcomes = await load(fleet, 200, 5000);
    const calls = outcomes.reduce((sum, { succeeded }) => sum + succeeded, 0);
    // What a script does inside Redis is listed too, without being a round trip.
    const trips = lines.filter((line) => /^(evalsha|eval|get|set|del)\b/i.test(line));
    const own = trips.filter((line) => /^(evalsha|eval)\b/i.test(line)).length;
    measured('round trips a call at 200 calls a second', own / calls);
    expect(own / calls).toBeLessThanOrEqual(0.1);

    await until(async () => {
      const before = lines.length;
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return lines.length === before;
    });
  });
});

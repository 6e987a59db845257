import { jest } from '@jest/globals';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { ok, ScriptedServer, sendJson } from '../support/scripted-server.js';
import { type FleetProcess, startFleet, type WorkerOptions } from '../support/fleet.js';
import { limitedTo, measured } from '../support/spotify-limits.js';
import { until } from '../support/until.js';

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

jest.setTimeout(180_000); // eight processes on a busy machine

describeWithRedis('the limits of a fleet', (program) => {
  let processes: FleetProcess[];
  let server: ScriptedServer;
  let redis: RedisServer;

  beforeEach(async () => {
    [redis, server] = [await RedisServer.start(program), await ScriptedServer.start()];
  });

  beforeAll(async () => {
    processes = await startFleet(8);
  });

  async function startApps(
    size: number,
    rateLimit: WorkerOptions['options']['rateLimit'],
  ): Promise<FleetProcess[]> {
    const { apiUrl, accountsUrl } = server;
    const options = {
      clientId: 'id',
      clientSecret: 'secret',
      apiUrl,
      accountsUrl,
      rateLimit,
      cache: false,
      timeout: 60_000, // on a busy machine
    } as const;
    const fleet = processes.slice(0, size);
    await Promise.all(fleet.map((each) => each.startApp({ options, redis: redis.url })));
    return fleet;
  }

  it('pause all processes after the first 429, and no call fails', async () => {
    const { respond, arrivals } = limitedTo(50, 5);
    const [one, ...others] = await startApps(8, { maxWait: 120_000 });
    server.respond = respond;
    const first = one!.run('burst', 60);
    await until(async () => {
      const keys = (await redis.command('KEYS', '*closes')) as string[];
      return keys.length > 0 && (await redis.command('HEXISTS', keys[0]!, 'client')) === 1;
    });
    const outcomes = await Promise.all([
      first,
      ...others.map((worker) => worker.run('burst', 60, '/albums/#')),
    ]);
    for (const { failures } of outcomes) expect(failures).toEqual({});
    expect(sum(outcomes.map(({ succeeded }) => succeeded))).toBe(480);

    const { at } = arrivals.find(({ status }) => status === 429)!;
    const refusedAt = Date.now() - (performance.now() - at);
    const sentAfter = arrivals
      .filter(({ path }) => path.startsWith('/v1/albums/'))
      .map(({ sentAt }) => sentAt - refusedAt);
    measured(
      'first request of the other processes, ms after the first 429',
      Math.min(...sentAfter),
    );
    measured('429s of all', arrivals.filter(({ status }) => status === 429).length);
    measured('seconds for 480 calls', (arrivals.at(-1)!.at - arrivals[0]!.at) / 1000);
    expect(sentAfter.filter((ms) => ms < 4990)).toEqual([]); // Retry-After is 5 s
  });

  it("tell a bucket's spent quota to processes that make calls", async () => {
    const spent: number[] = [];
    server.respond = (request, response) => {
      if (!request.target.pathname.startsWith('/v1/tracks')) return ok(request, response);
      spent.push(performance.now());
      const error = { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' };
      return sendJson(response, { error }, 429, { 'retry-after': '50000' });
    };
    const fleet = await startApps(4, {});
    const busy = fleet.slice(1).map((worker) => worker.run('load', 50, 3000, '/markets'));
    await fleet[0]!.run('burst', 1);
    const known = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const outcomes = await Promise.all(fleet.map((worker) => worker.run('burst', 20)));
    for (const { failures } of outcomes) {
      expect(failures).toEqual({ 'SpotifyRateLimitError quota-exceeded': 20 });
    }
    expect(spent).toHaveLength(1);
    measured('ms until asked', performance.now() - known);
    for (const { failures } of await Promise.all(busy)) expect(failures).toEqual({});
  });

  it('grant requestsPerDay once, over all processes', async () => {
    const fleet = await startApps(8, { requestsPerDay: 1000 });
    const outcomes = await Promise.all(fleet.map((worker) => worker.run('burst', 200)));
    const succeeded = sum(outcomes.map((outcome) => outcome.succeeded));
    measured('requests sent of a budget of 1,000', server.apiRequests().length);
    expect(server.apiRequests().length).toBeLessThanOrEqual(1000);
    expect(succeeded).toBeGreaterThanOrEqual(950);
    const reasons = new Set(outcomes.flatMap(({ failures }) => Object.keys(failures)));
    expect([...reasons]).toEqual(['SpotifyRateLimitError quota-exceeded']);
    measured(
      'share of each',
      outcomes.map((outcome) => outcome.succeeded),
    );
  });

  it('grant requestsPer30s in no window more than once, at any rate', async () => {
    const fleet = await startApps(4, { requestsPer30s: 200, maxWait: 100 });
    const times: number[] = [];
    server.respond = (request, response) => {
      times.push(performance.now());
      ok(request, response);
    };
    const rates = [40, 20, 10, 2];
    const outcomes = await Promise.all(
      fleet.map((worker, n) => worker.run('load', rates[n]!, 65_000)),
    );
    let most = 0;
    for (const [index, at] of times.entries()) {
      most = Math.max(most, times.slice(index).filter((other) => other < at + 30_000).length);
    }
    measured('most requests in 30 s of a budget of 200; all in 65 s', [most, times.length]);
    expect(most).toBeLessThanOrEqual(200);
    expect(sum(outcomes.map(({ succeeded }) => succeeded))).toBeGreaterThanOrEqual(400);
  });
});

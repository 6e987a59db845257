import { jest } from '@jest/globals';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { json, ok, ScriptedServer, sendJson } from '../support/scripted-server.js';
import { FleetProcess, startFleet, type WorkerOptions } from '../support/fleet.js';
import { measured } from '../support/spotify-limits.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000); // eight processes on a busy machine

const burst = async (fleet: readonly FleetProcess[], count: number) => {
  const outcomes = await Promise.all(fleet.map((worker) => worker.run('burst', count)));
  for (const { failures } of outcomes) expect(failures).toEqual({});
  return Math.max(...outcomes.map(({ times }) => times.at(-1)!));
};
describeWithRedis('the token of a fleet', (program) => {
  let processes: FleetProcess[];
  let server: ScriptedServer;
  let redis: RedisServer;

  beforeAll(async () => {
    processes = await startFleet(8);
  });

  beforeEach(async () => {
    [redis, server] = [await RedisServer.start(program), await ScriptedServer.start()];
  });

  /** The apps of a fleet; without a client they share nothing. */
  async function startApps(client?: WorkerOptions['client']): Promise<FleetProcess[]> {
    const { apiUrl, accountsUrl } = server;
    const options = {
      clientId: 'id',
      clientSecret: 'secret',
      apiUrl,
      accountsUrl,
      cache: false,
      timeout: 60_000, // on a busy machine
    } as const;
    const sharing = client && { redis: redis.url, client };
    processes = processes.filter(({ isAlive }) => isAlive);
    await Promise.all(processes.map((each) => each.startApp({ options, ...sharing })));
    return processes;
  }
  const grants = () => server.tokenRequests().length;

  it('is one per process without sharing', async () => {
    await burst(await startApps(), 100);
    expect(grants()).toBe(8);
  });

  it.each(['ioredis', 'node-redis'] as const)(
    'is one for all, and one more once it is revoked, over %s',
    async (client) => {
      const fleet = await startApps(client);
      await burst(fleet, 100);
      expect(grants()).toBe(1);

      const valid = new Set(['Bearer token-2']);
      server.respond = (request, response) => {
        if (valid.has(request.headers.authorization ?? '')) ok(request, response);
        else
          sendJson(response, { error: { status: 401, message: 'The access token expired' } }, 401);
      };
      await burst(fleet, 100);
      expect(grants()).toBe(2);
    },
  );

  it('is requested by another process when the holder of the lease is killed', async () => {
    const [holder, ...others] = (await startApps('ioredis')) as [FleetProcess];
    const respond = server.respondToGrant;
    server.respondToGrant = () => {}; // the holder's request hangs
    const lost = holder.run('token').catch((error: Error) => error);
    await until(() => grants() === 1);
    server.respondToGrant = respond;
    const pending = burst(others, 20);
    await holder.kill();
    expect(await lost).toBeInstanceOf(Error);
    const longest = await pending;
    measured('longest call after kill -9 of the lease holder, ms', longest);
    measured('token requests after it', grants() - 1);
    expect(grants()).toBe(2);
  });

  it('waits for a slow grant of one process, and is not requested by the others meanwhile', async () => {
    const fleet = await startApps('ioredis');
    server.respondToGrant = json(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return { access_token: 'slow', token_type: 'Bearer', expires_in: 3600 };
    });
    await burst(fleet, 10);
    expect(grants()).toBe(1);
  });
});

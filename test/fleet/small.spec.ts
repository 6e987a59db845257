import { jest } from '@jest/globals';
import { startFleet } from '../support/fleet.js';
import { describeWithRedis, RedisServer } from '../support/redis.js';
import { ok, ScriptedServer, sendJson } from '../support/scripted-server.js';

jest.setTimeout(120_000); // three processes on a busy machine

// The small part of `npm run test:fleet`.
describeWithRedis('processes that share one Redis', (program) => {
  it("have one token, and know of each other's limits and responses", async () => {
    const [redis, server] = [await RedisServer.start(program), await ScriptedServer.start()];
    const { apiUrl, accountsUrl } = server;
    const options = { clientId: 'id', clientSecret: 'secret', apiUrl, accountsUrl } as const;
    const fleet = await startFleet(3);
    await Promise.all(fleet.map((each) => each.startApp({ options, redis: redis.url })));
    const outcomes = await Promise.all(fleet.map((worker) => worker.run('burst', 50)));
    for (const { failures } of outcomes) expect(failures).toEqual({});
    expect(server.tokenRequests()).toHaveLength(1);

    server.requests.length = 0;
    await fleet[0]!.run('burst', 1, '/albums/one');
    await Promise.all(fleet.map((worker) => worker.run('burst', 1, '/albums/one')));
    expect(server.requests).toHaveLength(1);

    const error = { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' };
    server.respond = (request, response) => {
      if (!request.target.pathname.includes('/shows/')) ok(request, response);
      else sendJson(response, { error }, 429, { 'retry-after': '50000' });
    };
    server.requests.length = 0;
    await fleet[0]!.run('burst', 1, '/shows/#');
    for (const worker of fleet) {
      const { failures } = await worker.run('burst', 5, '/shows/#');
      expect(failures).toEqual({ 'SpotifyRateLimitError quota-exceeded': 5 });
    }
    expect(server.requests).toHaveLength(1);
  });
});

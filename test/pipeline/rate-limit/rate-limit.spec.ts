import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyRateLimitError } from 'nestjs-spotify';
import { client, type ClientOptions } from '../../support/client.js';
import { ok, ScriptedServer, sendJson } from '../../support/scripted-server.js';
import { until } from '../../support/until.js';

/** How the API responds: with the Retry-After of a 429 (`''` for none), or `undefined` for a 200. */
type Limit = (at: number) => string | undefined;

/** Allows so many requests in any second, and responds with 429 to more. */
function allow(perSecond: number, retryAfter: string): Limit {
  const accepted: number[] = [];
  return (at) => {
    while (accepted.length > 0 && at - accepted[0]! >= 1000) accepted.shift();
    if (accepted.length >= perSecond) return retryAfter;
    accepted.push(at);
    return undefined;
  };
}

describe('the rate limit', () => {
  let server: ScriptedServer;
  let limit: Limit;
  let arrivals: { at: number; path: string; limited: boolean }[];

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    arrivals = [];
    limit = () => undefined;
    server = await ScriptedServer.start((request, response) => {
      const at = performance.now();
      const retryAfter = limit(at);
      arrivals.push({ at, path: request.target.pathname, limited: retryAfter !== undefined });
      if (retryAfter === undefined) return ok(request, response);
      const headers = retryAfter === '' ? {} : { 'retry-after': retryAfter };
      const error = { status: 429, message: 'API rate limit exceeded' };
      sendJson(response, { error }, 429, headers);
    });
  });

  const start = async (options: ClientOptions = {}) =>
    (await client(server, { retry: {}, ...options })).http;

  const limited = () => arrivals.filter((arrival) => arrival.limited);

  it('stops 500 calls in flight for a Retry-After of 2 s, and then sends them at a pace', async () => {
    const http = await start();
    // On sockets that are open already, all calls are sent at once.
    await Promise.all(Array.from({ length: 64 }, (_, n) => http.get(`/warm/${n}`)));
    const perSecond = allow(50, '1');
    let closed = 0;
    limit = (at) => {
      if (closed === 0) closed = at;
      return at - closed < 2000 ? '2' : perSecond(at);
    };
    const calls = Array.from({ length: 500 }, (_, n) => http.get(`/tracks/${n}`));
    expect(await Promise.all(calls)).toHaveLength(500);
    const pause = arrivals.findIndex(({ at }, n) => at - (arrivals[n - 1]?.at ?? at) > 1800);
    const storm = arrivals.slice(0, pause).filter((arrival) => arrival.limited);
    expect(storm.length).toBeGreaterThan(0);
    expect(storm.length).toBeLessThanOrEqual(64);
    expect(limited().length - storm.length).toBeLessThanOrEqual(2);
  }, 60_000);

  it('causes few 429s from a server that allows 100 requests per second', async () => {
    const http = await start();
    await http.get('/warm');
    limit = allow(100, '1');
    const calls = Array.from({ length: 400 }, (_, n) => http.get(`/tracks/${n}`));
    expect(await Promise.all(calls)).toHaveLength(400);
    expect(limited().length).toBeLessThanOrEqual(64);
  }, 60_000);

  it('rejects every call at once after a Retry-After of hours, and sends nothing', async () => {
    const http = await start();
    limit = () => '43200';
    const calls = Array.from({ length: 200 }, (_, n) => http.get(`/tracks/${n}`));
    const outcomes = await Promise.allSettled(calls);
    const banned = Date.now() + 43_200_000;
    for (const outcome of outcomes) {
      const { reason } = outcome as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(SpotifyRateLimitError);
      const { retryAt } = reason as SpotifyRateLimitError;
      expect(Math.abs(retryAt.getTime() - banned)).toBeLessThan(10_000);
    }
    const sent = arrivals.length;
    expect(sent).toBeLessThanOrEqual(64);
    await expect(http.get('/tracks/later')).rejects.toMatchObject({ attempts: 0, status: 429 });
    expect(arrivals).toHaveLength(sent);
  });

  it('sends one probe first, and then the calls in their order', async () => {
    const http = await start({ concurrency: 1 });
    await http.get('/warm');
    let first = true;
    limit = () => {
      const retryAfter = first ? '1' : undefined;
      first = false;
      return retryAfter;
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => http.get(`/tracks/${n}`)));
    const order = arrivals.filter((arrival) => !arrival.limited).map(({ path }) => path);
    expect(order.slice(1)).toEqual(Array.from({ length: 20 }, (_, n) => `/v1/tracks/${n}`));
  }, 20_000);

  it.each([
    ['an HTTP date', () => new Date(Date.now() + 7200_000).toUTCString(), 7200],
    ['a week and more', () => '99999999999', 604_800],
    ['a fraction', () => '7200.5', 7200.5],
  ])('reads %s', async (_, header, seconds) => {
    const http = await start();
    limit = header;
    const error: unknown = await http.get('/x').catch((reason: unknown) => reason);
    const wait = ((error as SpotifyRateLimitError).retryAt.getTime() - Date.now()) / 1000;
    expect(Math.abs(wait - seconds)).toBeLessThan(5);
  });

  it.each([['-5'], [''], ['soon'], ['Thu, 01 Jan 1970 00:00:00 GMT']])(
    'takes %j as a few seconds',
    async (header) => {
      const http = await start({ rateLimit: { maxWait: 0 } });
      limit = () => header;
      const error: unknown = await http.get('/x').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyRateLimitError);
      const wait = (error as SpotifyRateLimitError).retryAt.getTime() - Date.now();
      expect(wait).toBeGreaterThan(500);
      expect(wait).toBeLessThan(10_000);
    },
  );

  it('lets no more than maxQueue calls wait', async () => {
    const http = await start({ rateLimit: { maxQueue: 5 } });
    await http.get('/warm');
    let responses = 0;
    limit = () => ((responses += 1) <= 1 ? '2' : undefined);
    const first = http.get('/first');
    await until(() => limited().length === 1);
    await new Promise(setImmediate);
    const others = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => http.get(`/tracks/${n}`)),
    );
    await first;
    expect(others.filter(({ status }) => status === 'rejected')).toHaveLength(6);
    const { reason } = others.at(-1) as PromiseRejectedResult;
    expect(String(reason)).toContain('maxQueue');
  }, 20_000);

  it("ends a call's wait with its signal, and rejects one whose deadline is too soon", async () => {
    const http = await start();
    await http.get('/warm');
    limit = () => '20';
    const caller = new AbortController();
    const waiting = http.get('/x', {}, { signal: caller.signal });
    await until(() => limited().length === 1);
    await expect(http.get('/y', {}, { deadline: 5000 })).rejects.toThrow(SpotifyRateLimitError);
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('attributes several 429s in a row to the endpoint', async () => {
    const http = await start({ rateLimit: { maxWait: 3500 } });
    limit = () => '1';
    const error: unknown = await http.get('/recommendations').catch((reason: unknown) => reason);
    expect(String(error)).toContain('may not be open to your app');
  }, 20_000);

  it('stays below a limit that is known', async () => {
    const http = await start({ rateLimit: { requestsPer30s: 10, maxWait: 100 } });
    const calls = Array.from({ length: 15 }, (_, n) => http.get(`/tracks/${n}`));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(arrivals).toHaveLength(10);
    expect((outcomes.at(-1) as PromiseRejectedResult).reason).toBeInstanceOf(SpotifyRateLimitError);
  });
});

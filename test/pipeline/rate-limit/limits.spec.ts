import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyRateLimitError } from 'nestjs-spotify';
import { client } from '../../support/client.js';
import {
  type Ended,
  hang,
  pass,
  type VirtualResponder,
  VirtualServer,
  watch,
} from '../../support/virtual-server.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUOTA = { status: 429, retryAfter: 50_000, reason: 'QUOTA_EXCEEDED' };

let warn: jest.SpiedFunction<Logger['warn']>;

jest.setTimeout(120_000); // a day passes in thousands of steps

beforeEach(() => {
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

/** Calls each path every so many ms, for so long; resolves when all calls have ended. */
async function load(
  http: { get(path: string): Promise<unknown> },
  duration: number,
  paths: Readonly<Record<string, number>>,
): Promise<Record<string, Ended[]>> {
  const calls: Record<string, Ended[]> = {};
  for (let at = 0; at < duration; at += 100) {
    for (const [path, every] of Object.entries(paths)) {
      if (at % every === 0) (calls[path] ??= []).push(watch(http.get(path)));
    }
    await pass(100);
  }
  await pass(MINUTE);
  return calls;
}

const failed = (calls: readonly Ended[] = []) => calls.filter(({ error }) => error !== undefined);
const reasonOf = ({ error }: Ended) => (error as SpotifyRateLimitError | undefined)?.reason;

/** Responds to one path with 429. */
const closed =
  (path: string, retryAfter: number): VirtualResponder =>
  (requested) =>
    requested === path ? { status: 429, retryAfter } : {};

/** The quota of tracks is used up. */
const spent: VirtualResponder = (path) => (path.startsWith('/tracks/') ? QUOTA : {});

const budget = (requestsPerDay?: number) => ({ rateLimit: { requestsPerDay, account: 'budget' } });

const credentials = () => ({ clientId: 'one', clientSecret: 'secret' });
const hangingCredentials = () => new Promise<never>(() => {});

describe('an endpoint that always responds with 429', () => {
  it.each([
    ['once in 20 s', 20_000, 500],
    ['once in a second', 1000, 250],
    ['as often as the others', 500, 500],
  ])('pauses the client once at most when it is called %s', async (_, rare, often) => {
    const server = new VirtualServer(closed('/browse/new-releases', 11));
    const { http } = await client(server);
    const calls = await load(http, 70_000, { '/browse/new-releases': rare, '/markets': often });
    expect(failed(calls['/markets'])).toEqual([]);
    expect(warn.mock.calls.filter(([line]) => /: no request for/.test(String(line)))).toHaveLength(
      1,
    );
    const late = calls['/markets']!.filter(({ took = 0 }) => took > 500);
    expect(late.length).toBeLessThanOrEqual(11_000 / often + 2);
    expect(failed(calls['/browse/new-releases']).map(reasonOf)).toContain('endpoint-closed');
    expect(reasonOf(calls['/browse/new-releases']!.at(-1)!)).toBe('endpoint-closed');
  });

  it('refuses one id only, where others of its endpoint work', async () => {
    const server = new VirtualServer(closed('/playlists/bad', 11));
    const { http } = await client(server);
    const calls = await load(http, 70_000, { '/playlists/bad': 10_000, '/playlists/good': 500 });
    expect(failed(calls['/playlists/good'])).toEqual([]);
    expect(calls['/playlists/good']!.filter(({ took = 0 }) => took > 11_000)).toEqual([]);
    expect(warn.mock.calls.filter(([line]) => /: no request for/.test(String(line)))).toHaveLength(
      1,
    );
    expect(reasonOf(calls['/playlists/bad']!.at(-1)!)).toBe('endpoint-closed');
  });

  it('is requested ever more rarely, and used again once it responds', async () => {
    const server = new VirtualServer(closed('/browse/new-releases', 2));
    const { http } = await client(server);
    await load(http, 10 * MINUTE, { '/browse/new-releases': 1000, '/markets': 1000 });
    const times = server.to('/browse/new-releases').map(({ at }) => at);
    expect(times.length).toBeLessThan(12);
    server.respond = () => ({});
    await pass(16 * MINUTE);
    expect(await http.get('/browse/new-releases')).toBeDefined();
    const more = Array.from({ length: 5 }, () => watch(http.get('/browse/new-releases')));
    await pass(10);
    expect(failed(more)).toEqual([]);
  });

  it('rejects with its path template and when to try again', async () => {
    const server = new VirtualServer((path) =>
      path.startsWith('/audio-features/') ? { status: 429, retryAfter: 11 } : {},
    );
    const { http } = await client(server);
    for (let n = 0; n < 6; n += 1) {
      watch(http.get(`/audio-features/${n}`));
      watch(http.get('/markets'));
      await pass(12_000);
    }
    const call = watch(http.get('/audio-features/x', {}, { deadline: 1000 }));
    await pass(50);
    expect(call.error).toBeInstanceOf(SpotifyRateLimitError);
    expect(call.error).toMatchObject({
      reason: 'endpoint-closed',
      bucket: '/audio-features/{id}',
      attempts: 0,
      message: expect.stringContaining('may not be open to your app') as string,
    });
  });

  it('does not delay others while its own call is the only probe after a pause', async () => {
    const server = new VirtualServer(closed('/browse/new-releases', 11));
    const { http } = await client(server);
    watch(http.get('/browse/new-releases'));
    await pass(12_000); // refused a second time, alone
    const other = watch(http.get('/markets'));
    await pass(200);
    expect(other.value).toBeDefined();
  });
});

describe("a bucket's quota", () => {
  it('when spent, rejects its calls at once and does not delay others', async () => {
    const server = new VirtualServer(spent);
    const { http } = await client(server);
    const first = watch(http.get('/tracks/1'));
    await pass(1);
    const calls = [first, ...[2, 3, 4].map((n) => watch(http.get(`/tracks/${n}`)))];
    const other = watch(http.get('/markets'));
    await pass(1);
    expect(other.value).toBeDefined();
    for (const { error } of calls) {
      expect(error).toMatchObject({ reason: 'quota-exceeded', bucket: '/tracks/{id}' });
      const { retryAt } = error as SpotifyRateLimitError;
      expect(Math.abs(retryAt.getTime() - Date.now() - 50_000_000)).toBeLessThan(1000);
    }
    expect(server.to('/tracks/1')).toHaveLength(1);
    expect(server.arrivals).toHaveLength(2);
  });

  it('counts as spent after a Retry-After of more than a minute', async () => {
    const server = new VirtualServer((path) =>
      path === '/search' ? { status: 429, retryAfter: 61 } : {},
    );
    const { http } = await client(server);
    const [call, other] = [watch(http.get('/search')), watch(http.get('/markets'))];
    await pass(1);
    expect(call.error).toMatchObject({ reason: 'quota-exceeded', bucket: '/search' });
    expect(other.value).toBeDefined();
  });

  it('is probed every 15 minutes, and used again once it is back', async () => {
    const server = new VirtualServer(spent);
    const { http } = await client(server);
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      for (const n of [1, 2, 3]) watch(http.get(`/tracks/${n}`));
      await pass(MINUTE);
    }
    const times = server.arrivals.map(({ at }) => at).slice(3);
    expect(times.length).toBeGreaterThan(90);
    for (const [n, at] of times.slice(1).entries()) {
      expect(at - times[n]!).toBeGreaterThanOrEqual(15 * MINUTE);
    }
    server.respond = () => ({});
    await pass(15 * MINUTE);
    expect(await http.get('/tracks/1')).toBeDefined();
    expect(await http.get('/tracks/2')).toBeDefined();
  });

  it('is waited for where it comes back within maxWait', async () => {
    let responses = 0;
    const server = new VirtualServer(() =>
      (responses += 1) === 1 ? { ...QUOTA, retryAfter: 20 } : {},
    );
    const { http } = await client(server);
    const call = watch(http.get('/tracks/1'));
    await pass(20_001);
    expect(call).toMatchObject({ value: { path: '/tracks/1' }, took: 20_000 });
  });

  it('is shared by all clients of the account, for the life of the process', async () => {
    const server = new VirtualServer(spent);
    const [one, two, other] = [
      await client(server, { clientId: 'one', rateLimit: { account: 'ours' } }),
      await client(server, { clientId: 'two', rateLimit: { account: 'ours' } }),
      await client(server, { clientId: 'two', rateLimit: { account: 'theirs' } }),
    ];
    watch(one.http.get('/tracks/1'));
    await pass(1);
    await expect(two.http.get('/tracks/2')).rejects.toMatchObject({ attempts: 0 });
    await expect(other.http.get('/tracks/3')).rejects.toMatchObject({ attempts: 1 });
    await one.close();
    const later = await client(server, { clientId: 'three', rateLimit: { account: 'ours' } });
    await expect(later.http.get('/tracks/2')).rejects.toMatchObject({ attempts: 0 });
  });

  it('belongs to the client id that credentials() gives', async () => {
    const server = new VirtualServer(spent);
    const options = { clientId: undefined, clientSecret: undefined, credentials };
    const { http } = await client(server, options);
    await expect(http.get('/tracks/1')).rejects.toMatchObject({ attempts: 1 });
    const { http: other } = await client(server, {
      clientId: 'one',
      rateLimit: { account: undefined }, // and so by client id
    });
    await expect(other.get('/tracks/1')).rejects.toMatchObject({ attempts: 0 });
  });
});

describe('the rate limit', () => {
  it('paces calls after a pause, however long it was', async () => {
    let limited = true;
    const server = new VirtualServer(() => (limited ? { status: 429, retryAfter: 34 } : {}));
    const { http } = await client(server, { rateLimit: { maxWait: 10 * MINUTE } });
    const calls = Array.from({ length: 800 }, (_, n) => watch(http.get(`/tracks/${n}`)));
    await pass(1000);
    limited = false;
    await pass(33_000);
    const before = server.arrivals.length;
    await pass(1000);
    expect(server.arrivals.length - before).toBeGreaterThan(1);
    expect(server.arrivals.length - before).toBeLessThan(30);
    await pass(2 * MINUTE);
    expect(failed(calls)).toEqual([]);
    expect(calls.every(({ value }) => value !== undefined)).toBe(true);
  });

  it('is not attributed to one endpoint while every endpoint is refused', async () => {
    const server = new VirtualServer(() => ({ status: 429, retryAfter: 1 }));
    const { http } = await client(server, { rateLimit: { maxWait: 10_000 } });
    const paths = ['/tracks/1', '/albums/1', '/markets', '/tracks/2', '/albums/2'];
    const calls = paths.map((path) => watch(http.get(path)));
    await pass(11_000);
    expect(calls.map(reasonOf)).toEqual(paths.map(() => 'rate-limit'));
  });

  it('lets another probe through after a second while one hangs', async () => {
    const server = new VirtualServer(() => ({ status: 429, retryAfter: 2 }));
    const { http } = await client(server, { timeout: 10_000 });
    const first = watch(http.get('/search'));
    await pass(100);
    server.respond = (path) => (path === '/tracks/1' ? hang(path) : {});
    const calls = [1, 2, 3].map((n) => watch(http.get(`/tracks/${n}`)));
    await pass(4000);
    expect(calls.slice(1).every(({ value }) => value !== undefined)).toBe(true);
    expect(first.value).toBeDefined();
    await pass(MINUTE);
    expect(calls[0]?.error).toBeDefined();
  });

  it('is shared by the clients of an account', async () => {
    let limited = true;
    const server = new VirtualServer(() => (limited ? { status: 429, retryAfter: 5 } : {}));
    const [one, two] = [await client(server), await client(server)];
    const calls = [watch(one.http.get('/search'))];
    await pass(1);
    limited = false;
    calls.push(watch(two.http.get('/markets')));
    await pass(4990);
    expect(server.arrivals).toHaveLength(1);
    await pass(1000);
    expect(calls.every(({ value }) => value !== undefined)).toBe(true);
  });
});

describe('requestsPerDay', () => {
  it('is never exceeded in any 24 hours, and warned of at 80 %', async () => {
    const server = new VirtualServer();
    const { http } = await client(server, { rateLimit: { requestsPerDay: 100 } });
    const calls: Ended[] = [];
    const warnings: number[] = [];
    for (let hour = 0; hour < 72; hour += 1) {
      for (let n = 0; n < 7; n += 1) {
        calls.push(watch(http.get(`/tracks/${n}`)));
        await pass(7 * MINUTE);
      }
      await pass(11 * MINUTE);
      warnings.push(warn.mock.calls.length);
    }
    expect(warnings[10]).toBe(0);
    expect(warnings[12]).toBe(1);
    const times = server.arrivals.map(({ at }) => at);
    const spans = times.slice(100).map((at, n) => at - times[n]!);
    expect(Math.min(...spans)).toBeGreaterThanOrEqual(24 * HOUR);
    expect(times.length).toBeGreaterThanOrEqual(300);
    expect(failed(calls).map(reasonOf)).toContain('quota-exceeded');
    expect(new Set(failed(calls).map(reasonOf)).size).toBe(1);
    expect(String(failed(calls)[0]?.error)).toContain('rateLimit.requestsPerDay');
  });

  it('counts a request that is sent again after a 401 twice', async () => {
    let refusals = 2;
    const server = new VirtualServer(() => ((refusals -= 1) >= 0 ? { status: 401 } : {}));
    const { http } = await client(server, { rateLimit: { requestsPerDay: 4 } });
    const calls: Ended[] = [];
    for (let n = 0; n < 4; n += 1) {
      calls.push(watch(http.get(`/tracks/${n}`)));
      await pass(MINUTE);
    }
    expect(server.arrivals).toHaveLength(4);
    expect(calls.map(reasonOf).slice(-1)).toEqual(['quota-exceeded']);
  });

  it('is one budget per account, the smallest that is given', async () => {
    const server = new VirtualServer();
    const clients = [
      await client(server, budget(10)),
      await client(server, budget(6)),
      await client(server, budget()),
    ];
    const calls: Ended[] = [];
    for (let n = 0; n < 12; n += 1) {
      calls.push(watch(clients[n % 3]!.http.get(`/tracks/${n}`)));
      await pass(10);
    }
    expect(server.arrivals).toHaveLength(6);
    expect(failed(calls)).toHaveLength(6);
  });
});

describe('waiting calls', () => {
  it('are no more than maxQueue, whatever they wait for', async () => {
    const server = new VirtualServer(hang);
    const { http } = await client(server, { concurrency: 2, rateLimit: { maxQueue: 5 } });
    const calls = Array.from({ length: 10 }, (_, n) => watch(http.get(`/tracks/${n}`)));
    await pass(1);
    expect(calls.map(reasonOf)).toEqual([
      ...Array.from({ length: 7 }, () => undefined),
      'queue-full',
      'queue-full',
      'queue-full',
    ]);
    expect(String(calls[9]?.error)).toContain('5 calls already wait (rateLimit.maxQueue)');
  });

  it('include those that wait for a token', async () => {
    const server = new VirtualServer();
    const options = {
      clientId: undefined,
      clientSecret: undefined,
      credentials: hangingCredentials,
    };
    const rateLimit = { maxQueue: 5 };
    const { http } = await client(server, { ...options, concurrency: 2, rateLimit });
    const calls = Array.from({ length: 10 }, (_, n) => watch(http.get(`/tracks/${n}`)));
    await pass(1);
    expect(calls.filter((call) => reasonOf(call) === 'queue-full')).toHaveLength(3);
  });

  it('reject after maxWait when no slot becomes free, and wait on while some do', async () => {
    const server = new VirtualServer(hang);
    const options = { concurrency: 1, timeout: 5000, rateLimit: { maxWait: 8000 } };
    const { http } = await client(server, options);
    const moving = [1, 2, 3, 4].map((n) => watch(http.get(`/tracks/${n}`)));
    await pass(20_001);
    expect(moving.map(({ took }) => took)).toEqual([5000, 10_000, 15_000, 20_000]);
    await pass(1);
    const stuck = await client(server, { ...options, timeout: 60_000 });
    const calls = [1, 2].map((n) => watch(stuck.http.get(`/tracks/${n}`)));
    await pass(8001);
    expect(calls[0]?.took).toBeUndefined();
    expect(calls[1]).toMatchObject({ took: 8000, error: { reason: 'queue-full' } });
    expect(String(calls[1]?.error)).toContain('concurrency');
    await pass(MINUTE);
  });

  it('leave no timer behind', async () => {
    const server = new VirtualServer(() => ({ status: 429, retryAfter: 20 }));
    const { http } = await client(server);
    const caller = new AbortController();
    const call = watch(http.get('/search', {}, { signal: caller.signal }));
    await pass(10);
    expect(jest.getTimerCount()).toBe(1);
    caller.abort(new Error('gone'));
    await pass(0);
    expect(call.error).toMatchObject({ message: 'gone' });
    expect(jest.getTimerCount()).toBe(0);
  });
});

import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AxiosError } from 'axios';
import { SpotifyServerError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { type Ended, hang, pass, VirtualServer, watch } from '../support/virtual-server.js';

jest.setTimeout(60_000);

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

const isRefused = ({ error }: Ended) => error instanceof SpotifyServerError && error.attempts === 0;
const refused = (calls: readonly Ended[]) => calls.filter(isRefused);
const fails = { status: 502 };

describe('the circuit breaker', () => {
  it.each([
    ['responds with 502', () => fails],
    ['hangs', hang],
  ])(
    'of an endpoint that %s in 9 calls of 10 refuses calls of no other endpoint',
    async (_, respond) => {
      const server = new VirtualServer((path) => (path === '/markets' ? {} : respond(path)));
      const { http } = await client(server, { timeout: 100 });
      const broken: Ended[] = [];
      const healthy: Ended[] = [];
      for (let n = 0; n < 150; n += 1) {
        if (n % 10 === 9) healthy.push(watch(http.get('/markets')));
        else broken.push(watch(http.get(`/albums/${n}`)));
        await pass(150);
      }
      expect(healthy.filter(({ error }) => error !== undefined)).toEqual([]);
      expect(refused(broken).length).toBeGreaterThan(60);
    },
  );

  it('opens for every endpoint while the whole server fails, but lets calls of endpoints through that have not failed', async () => {
    const server = new VirtualServer(() => fails);
    const { http } = await client(server);
    const calls: Ended[] = [];
    for (let n = 0; n < 100; n += 1) {
      calls.push(watch(http.get(`/${['albums', 'artists', 'shows', 'tracks'][n % 4]}/${n}`)));
      await pass(1);
    }
    expect(server.arrivals.length).toBeLessThanOrEqual(14);
    expect(calls.slice(20).every(isRefused)).toBe(true);
    server.respond = (path) => (path === '/markets' ? {} : fails);
    expect(await http.get('/markets')).toBeDefined();
  });

  it('opens for every endpoint when nothing can connect', async () => {
    const server = new VirtualServer(() => {
      throw new AxiosError('connect ECONNREFUSED', 'ECONNREFUSED');
    });
    const { http } = await client(server);
    for (let n = 0; n < 10; n += 1) {
      watch(http.get(`/albums/${n}`));
      await pass(1);
    }
    const call = watch(http.get('/markets'));
    await pass(1);
    expect(call).toMatchObject({ error: { attempts: 0, cause: { code: 'ECONNREFUSED' } } });
    server.respond = () => ({});
    await pass(1000);
    expect(await http.get('/markets')).toBeDefined();
    expect(await http.get('/albums/1')).toBeDefined();
  });

  it('refuses queued calls at once, and retries none of them', async () => {
    const server = new VirtualServer(() => fails);
    const { http } = await client(server, {
      concurrency: 2,
      retry: { attempts: 3, minDelay: 100, maxDelay: 100 },
    });
    server.respond = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return fails;
    };
    const calls = Array.from({ length: 200 }, (_, n) => watch(http.get(`/tracks/${n}`)));
    await pass(5000);
    expect(calls.every(({ error }) => error !== undefined)).toBe(true);
    expect(server.arrivals.length).toBeLessThan(80);
    const refusedCalls = calls.filter(({ error }) => /Circuit open/.test(String(error)));
    expect(refusedCalls.length).toBeGreaterThan(100);
  });

  it('does not count failed grants as failures of the API', async () => {
    const server = new VirtualServer();
    let grants = 0;
    const adapter: typeof server.adapter = async (config) => {
      if (config.method !== 'post') return server.adapter(config);
      grants += 1;
      if (grants > 20) return server.adapter(config);
      throw new AxiosError('connect ECONNREFUSED', 'ECONNREFUSED', config);
    };
    const { http } = await client(server, { http: { adapter } });
    for (let n = 0; n < 15; n += 1) {
      watch(http.get(`/tracks/${n}`));
      await pass(1);
    }
    grants = 100;
    await pass(60_000);
    expect(await http.get('/tracks/1')).toBeDefined();
  });
});

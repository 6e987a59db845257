import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  SpotifyError,
  SpotifyNetworkError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from 'nestjs-spotify';
import { client, type ClientOptions } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { FAULTS, goodTrack, inOrder, ODDITIES } from './faults.js';

const KINDS = [SpotifyNetworkError, SpotifyResponseError, SpotifyServerError, SpotifyTimeoutError];

let server: ScriptedServer;

function start(options: ClientOptions = {}) {
  const retry = { attempts: 3, minDelay: 1, maxDelay: 5 };
  return client(server, { timeout: 250, retry, ...options });
}

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  server = await ScriptedServer.start(goodTrack);
});

describe('a GET', () => {
  it.each(Object.entries(FAULTS))('survives %s', async (_, fault) => {
    const { http } = await start();
    server.respond = inOrder([fault], goodTrack);
    expect(await http.get('/tracks/1')).toMatchObject({ type: 'track' });
    expect(server.apiRequests()).toHaveLength(2);
  });

  it.each(Object.entries(FAULTS))(
    'rejects with the right error for %s that lasts',
    async (_, fault) => {
      const { http } = await start({ retry: { attempts: 2, minDelay: 1, maxDelay: 2 } });
      server.respond = inOrder([fault, fault, fault], goodTrack);
      const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
      expect(KINDS.some((kind) => error instanceof kind)).toBe(true);
      expect(error).toMatchObject({
        attempts: 2,
        method: 'GET',
        url: `${server.apiUrl}/tracks/1`,
      });
      expect(server.apiRequests()).toHaveLength(2);
    },
  );

  it.each(Object.entries(ODDITIES))('accepts %s', async (_, oddity) => {
    const { http } = await start();
    server.respond = inOrder([oddity], goodTrack);
    expect(await http.get('/tracks/1')).toMatchObject({ type: 'track' });
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('is sent once with retry: false', async () => {
    const { http } = await start({ retry: false });
    server.respond = inOrder([FAULTS['a 502 of nothing']], goodTrack);
    await expect(http.get('/tracks/1')).rejects.toMatchObject({ status: 502, attempts: 1 });
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('rejects with the right error for a host that does not exist, and for one that does not listen', async () => {
    const { http } = await start({ apiUrl: 'http://nowhere.invalid/v1', retry: false });
    await expect(http.get('/x')).rejects.toMatchObject({ name: 'SpotifyNetworkError' });
    const closed = await ScriptedServer.start();
    await closed.close();
    const again = await start({ apiUrl: closed.apiUrl, retry: false });
    await expect(again.http.get('/x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('accepts no body larger than maxContentLength', async () => {
    const { http } = await start({ http: { maxContentLength: 300 }, retry: false });
    await expect(http.get('/tracks/1')).rejects.toThrow(SpotifyResponseError);
  });

  it('does not let a body change a prototype', async () => {
    const { http } = await start();
    const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    server.respond = (_, response) => response.end(body);
    await http.get('/x');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('reads JSON nested as deeply as is allowed', async () => {
    const { http } = await start();
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    server.respond = (_, response) => response.end(deep);
    const [one, two] = await Promise.all([http.get('/deep'), http.get('/deep')]);
    expect(one).toBe(two);
    expect(Object.isFrozen(one)).toBe(true);
  });
});

describe('a token request', () => {
  it.each(Object.entries(FAULTS))('survives %s', async (_, fault) => {
    const { auth } = await start();
    server.respondToGrant = inOrder([fault], server.respondToGrant);
    expect((await auth.getAccessToken()).accessToken).toMatch(/^token-/);
    expect(server.tokenRequests()).toHaveLength(2);
  });

  it.each(Object.entries(FAULTS))(
    'rejects with the right error for %s that lasts',
    async (_, fault) => {
      const { http } = await start({ retry: { attempts: 2, minDelay: 1, maxDelay: 2 } });
      server.respondToGrant = inOrder(
        [fault, fault, fault, fault, fault, fault],
        server.respondToGrant,
      );
      const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyError);
      expect(server.apiRequests()).toHaveLength(0);
      expect(server.tokenRequests().length).toBeLessThanOrEqual(4);
    },
  );
});

describe('a dead Spotify', () => {
  it('gets few requests: retries stay within the budget, and the circuit breaker opens', async () => {
    const { http } = await start({ timeout: 2000 });
    server.respond = inOrder(
      Array.from({ length: 1000 }, () => FAULTS['a 502 of nothing']),
      goodTrack,
    );
    for (let call = 0; call < 100; call += 1) {
      await expect(http.get(`/tracks/${call}`)).rejects.toThrow(SpotifyServerError);
    }
    expect(server.apiRequests().length).toBeLessThanOrEqual(30);
    await expect(http.get('/tracks/x')).rejects.toMatchObject({
      attempts: 0,
      retryAt: expect.any(Date) as Date,
      cause: expect.objectContaining({ status: 502 }) as unknown,
    });
  });

  it('is probed by one call at a time until it is back', async () => {
    const { http } = await start({ timeout: 2000, retry: false });
    server.respond = inOrder(
      Array.from({ length: 10 }, () => FAULTS['a 502 of nothing']),
      goodTrack,
    );
    for (let call = 0; call < 10; call += 1) await http.get(`/tracks/${call}`).catch(() => {});
    const sent = server.apiRequests().length;
    await expect(http.get('/tracks/x')).rejects.toMatchObject({ attempts: 0 });
    setClocksAhead(60);
    const probes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => http.get(`/tracks/p${n}`)),
    );
    expect(probes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(server.apiRequests().length).toBe(sent + 1);
    expect(await http.get('/tracks/y')).toMatchObject({ type: 'track' });
  });
});

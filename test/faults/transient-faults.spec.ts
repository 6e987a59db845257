import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  SpotifyAuthService,
  SpotifyError,
  SpotifyHttpService,
  SpotifyModule,
  SpotifyNetworkError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { FAULTS, Laboratory, ODDITIES } from './faults.js';

const KINDS = [SpotifyNetworkError, SpotifyResponseError, SpotifyServerError, SpotifyTimeoutError];

let laboratory: Laboratory;
let moduleRef: TestingModule | undefined;

async function client(options: Partial<SpotifyModuleOptions> = {}) {
  const given = {
    clientId: 'id',
    clientSecret: 'secret',
    apiUrl: `${laboratory.url}/v1`,
    accountsUrl: laboratory.url,
    timeout: 250,
    retry: { attempts: 3, minDelay: 1, maxDelay: 5 },
    cache: false,
    ...options,
  } as SpotifyModuleOptions;
  moduleRef = await Test.createTestingModule({ imports: [SpotifyModule.forRoot(given)] }).compile();
  return { http: moduleRef.get(SpotifyHttpService), auth: moduleRef.get(SpotifyAuthService) };
}

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  laboratory = await new Laboratory().listen();
});

afterEach(async () => {
  await moduleRef?.close();
  await laboratory.close();
});

describe('a GET', () => {
  it.each(Object.entries(FAULTS))('survives %s', async (_, fault) => {
    const { http } = await client();
    laboratory.orders = [fault];
    expect(await http.get('/tracks/1')).toMatchObject({ type: 'track' });
    expect(laboratory.requests).toBe(2);
  });

  it.each(Object.entries(FAULTS))('tells of %s that does not pass', async (_, fault) => {
    const { http } = await client({ retry: { attempts: 2, minDelay: 1, maxDelay: 2 } });
    laboratory.orders = [fault, fault, fault];
    const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    expect(KINDS.some((kind) => error instanceof kind)).toBe(true);
    expect(error).toMatchObject({
      attempts: 2,
      method: 'GET',
      url: `${laboratory.url}/v1/tracks/1`,
    });
    expect(laboratory.requests).toBe(2);
  });

  it.each(Object.entries(ODDITIES))('takes %s', async (_, oddity) => {
    const { http } = await client();
    laboratory.orders = [oddity];
    expect(await http.get('/tracks/1')).toMatchObject({ type: 'track' });
    expect(laboratory.requests).toBe(1);
  });

  it('is sent once with retry: false', async () => {
    const { http } = await client({ retry: false });
    laboratory.orders = [FAULTS['a 502 of nothing']];
    await expect(http.get('/tracks/1')).rejects.toMatchObject({ status: 502, attempts: 1 });
    expect(laboratory.requests).toBe(1);
  });

  it('tells of a host that is not there, and of one that does not listen', async () => {
    const { http } = await client({ apiUrl: 'http://nowhere.invalid/v1', retry: false });
    await expect(http.get('/x')).rejects.toMatchObject({ name: 'SpotifyNetworkError' });
    await moduleRef?.close();
    const closed = await new Laboratory().listen();
    const apiUrl = `${closed.url}/v1`;
    await closed.close();
    const again = await client({ apiUrl, retry: false });
    await expect(again.http.get('/x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is within a ceiling', async () => {
    const { http } = await client({ http: { maxContentLength: 300 }, retry: false });
    await expect(http.get('/tracks/1')).rejects.toThrow(SpotifyResponseError);
  });

  it('does not let a body change a prototype', async () => {
    const { http } = await client();
    const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    laboratory.orders = [
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      },
    ];
    await http.get('/x');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('takes JSON nested as deep as a body may be', async () => {
    const { http } = await client();
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    laboratory.orders = [
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${deep.length}\r\n\r\n${deep}`);
      },
    ];
    const [one, two] = await Promise.all([http.get('/deep'), http.get('/deep')]);
    expect(one).toBe(two);
    expect(Object.isFrozen(one)).toBe(true);
  });
});

describe('a token request', () => {
  it.each(Object.entries(FAULTS))('survives %s', async (_, fault) => {
    const { auth } = await client();
    laboratory.grantOrders = [fault];
    expect((await auth.getAccessToken()).accessToken).toBe('token');
    expect(laboratory.grants).toBe(2);
  });

  it.each(Object.entries(FAULTS))('tells of %s that does not pass', async (_, fault) => {
    const { http } = await client({ retry: { attempts: 2, minDelay: 1, maxDelay: 2 } });
    laboratory.grantOrders = [fault, fault, fault, fault, fault, fault];
    const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyError);
    expect(laboratory.requests).toBe(0);
    expect(laboratory.grants).toBeLessThanOrEqual(4);
  });
});

describe('a dead Spotify', () => {
  it('is not hammered: retries stay within the budget, and the circuit opens', async () => {
    const { http } = await client({ timeout: 2000 });
    laboratory.orders = Array.from({ length: 1000 }, () => FAULTS['a 502 of nothing']);
    for (let call = 0; call < 100; call += 1) {
      await expect(http.get(`/tracks/${call}`)).rejects.toThrow(SpotifyServerError);
    }
    expect(laboratory.requests).toBeLessThanOrEqual(30);
    await expect(http.get('/tracks/x')).rejects.toMatchObject({
      attempts: 0,
      retryAt: expect.any(Date) as Date,
      cause: expect.objectContaining({ status: 502 }) as unknown,
    });
  });

  it('is found to be back by one call at a time', async () => {
    const { http } = await client({ timeout: 2000, retry: false });
    laboratory.orders = Array.from({ length: 10 }, () => FAULTS['a 502 of nothing']);
    for (let call = 0; call < 10; call += 1) await http.get(`/tracks/${call}`).catch(() => {});
    const sent = laboratory.requests;
    await expect(http.get('/tracks/x')).rejects.toMatchObject({ attempts: 0 });
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
    const probes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => http.get(`/tracks/p${n}`)),
    );
    expect(probes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(laboratory.requests).toBe(sent + 1);
    expect(await http.get('/tracks/y')).toMatchObject({ type: 'track' });
    jest.restoreAllMocks();
  });
});

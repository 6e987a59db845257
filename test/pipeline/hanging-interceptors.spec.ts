import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyNetworkError, SpotifyTimeoutError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { until } from '../support/until.js';

const never = () => new Promise<never>(() => {});

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

describe.each(['request', 'response'] as const)('a %s interceptor that hangs', (side) => {
  it('ends with the deadline or the signal of its call, which gives its slot back', async () => {
    const server = await ScriptedServer.start();
    const { http } = await client(server, { concurrency: 2 });
    const interceptors = http.axiosRef.interceptors[side];
    const id = interceptors.use(never);
    const caller = new AbortController();
    const late = http.get('/late', {}, { deadline: 100 });
    const left = http.get('/left', {}, { signal: caller.signal });
    setTimeout(() => caller.abort(new Error('enough')), 50);
    await expect(left).rejects.toThrow('enough');
    await expect(late).rejects.toThrow(SpotifyTimeoutError);
    interceptors.eject(id);
    expect(await Promise.all([http.get('/a'), http.get('/b'), http.get('/c')])).toHaveLength(3);
  });

  it('ends with the application', async () => {
    const server = await ScriptedServer.start();
    const { http, close } = await client(server);
    let began = false;
    http.axiosRef.interceptors[side].use(() => {
      began = true;
      return never();
    });
    const call = http.get('/x').catch((error: unknown) => error);
    await until(() => began);
    await close();
    expect(await call).toBeInstanceOf(SpotifyNetworkError);
    expect(await call).toMatchObject({ code: 'ESHUTDOWN' });
  });
});

it('lets a call that is slow in an interceptor finish while the application shuts down', async () => {
  const server = await ScriptedServer.start();
  const { http, close } = await client(server);
  let began = false;
  http.axiosRef.interceptors.response.use(async (response) => {
    began = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return response;
  });
  const call = http.get('/x');
  await until(() => began);
  await close();
  expect(await call).toEqual({ ok: true });
});

it('credentials() that hangs holds a call no longer than its deadline', async () => {
  const server = await ScriptedServer.start();
  const options = { clientId: undefined, clientSecret: undefined, credentials: never };
  const { http } = await client(server, { ...options, concurrency: 1 });
  await expect(http.get('/x', {}, { deadline: 100 })).rejects.toThrow(SpotifyTimeoutError);
  await expect(http.get('/y', {}, { deadline: 100 })).rejects.toThrow(SpotifyTimeoutError);
});

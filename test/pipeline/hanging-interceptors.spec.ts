import { setImmediate } from 'node:timers/promises';
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

describe.each(['request', 'response'] as const)('a call whose %s interceptor hangs', (side) => {
  it('ends with its deadline or its signal, and frees its slot', async () => {
    const server = await ScriptedServer.start();
    const { http } = await client(server, { concurrency: 2 });
    const interceptors = http.axiosRef.interceptors[side];
    let waiting = 0;
    const id = interceptors.use(() => {
      waiting += 1;
      return never();
    });
    const caller = new AbortController();
    const late = http.get('/late', {}, { deadline: 1000 }).catch((error: unknown) => error);
    const left = http.get('/left', {}, { signal: caller.signal });
    await until(() => waiting === 2);
    caller.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    expect(await late).toBeInstanceOf(SpotifyTimeoutError);
    interceptors.eject(id);
    expect(await Promise.all([http.get('/a'), http.get('/b'), http.get('/c')])).toHaveLength(3);
  });

  it('ends when the application shuts down', async () => {
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
  let finish: (() => void) | undefined;
  http.axiosRef.interceptors.response.use(async (response) => {
    await new Promise<void>((resolve) => (finish = resolve));
    return response;
  });
  const call = http.get('/x');
  await until(() => finish !== undefined);
  const closing = close();
  await until(() => server.connections.open === 0); // what is left of the shutdown waits for the call
  await setImmediate();
  finish?.();
  await closing;
  expect(await call).toEqual({ ok: true });
});

it('a call whose credentials() hangs ends with its deadline', async () => {
  const server = await ScriptedServer.start();
  const options = { clientId: undefined, clientSecret: undefined, credentials: never };
  const { http } = await client(server, { ...options, concurrency: 1 });
  await expect(http.get('/x', {}, { deadline: 100 })).rejects.toThrow(SpotifyTimeoutError);
  await expect(http.get('/y', {}, { deadline: 100 })).rejects.toThrow(SpotifyTimeoutError);
});

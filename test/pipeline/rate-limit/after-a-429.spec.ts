import type { ServerResponse } from 'node:http';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyNotFoundError, SpotifyRateLimitError, SpotifyServerError } from 'nestjs-spotify';
import { client } from '../../support/client.js';
import { ScriptedServer, ok } from '../../support/scripted-server.js';

const impatient = { rateLimit: { maxWait: 1 } };

let warn: jest.SpiedFunction<Logger['warn']>;

beforeEach(() => {
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

describe('after a 429', () => {
  it('calls are sent concurrently again after one response, even a 404', async () => {
    const server = await ScriptedServer.start();
    const { http } = await client(server);
    const together: ServerResponse[] = [];
    server.respond = (request, response) => {
      if (server.apiRequests().length === 1) {
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else if (request.url?.endsWith('/missing')) {
        response.writeHead(404).end();
      } else {
        together.push(response);
        if (together.length === 2) for (const waiting of together) ok(request, waiting);
      }
    };
    await expect(http.get('/missing')).rejects.toThrow(SpotifyNotFoundError);
    expect(await Promise.all([http.get('/one'), http.get('/other')])).toHaveLength(2);
    expect(warn).toHaveBeenCalledWith(`429 at ${server.url}/v1/missing: no request for 1 s`);
  }, 10_000);

  it('calls are sent one at a time while Spotify only fails', async () => {
    const server = await ScriptedServer.start();
    const { http } = await client(server);
    let sent = 0;
    let together = 0;
    let most = 0;
    server.respond = (request, response) => {
      if (request.url === '/marker') return ok(request, response);
      sent += 1;
      if (sent === 1) return void response.writeHead(429, { 'retry-after': '1' }).end();
      together += 1;
      most = Math.max(most, together);
      // By the end of this round trip, a concurrent call would have arrived, too.
      void fetch(`${server.url}/marker`).finally(() => {
        together -= 1;
        response.writeHead(500).end();
      });
    };
    await expect(http.get('/first')).rejects.toThrow(SpotifyServerError);
    await Promise.allSettled(['/a', '/b', '/c'].map(async (path) => http.get(path)));
    expect(sent).toBe(5);
    expect(most).toBe(1);
  }, 10_000);

  it('the error of a call that cannot wait has Spotify’s message', async () => {
    const server = await ScriptedServer.start();
    const { http } = await client(server, impatient);
    server.respond = (_, response) =>
      response
        .writeHead(429, { 'retry-after': '100', 'content-type': 'application/json' })
        .end('{"error":{"status":429,"message":"slow down"}}');
    const error: unknown = await http.get('/x').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ spotifyMessage: 'slow down', attempts: 1 });
    expect((error as SpotifyRateLimitError).cause).toMatchObject({
      message: expect.stringContaining('429') as string,
    });
  });

  it('of another client, as the reason of an abort, calls are not delayed', async () => {
    const server = await ScriptedServer.start();
    const [{ http: one }, { http: other }] = [
      await client(server, { rateLimit: { maxWait: 1, account: 'one' } }),
      await client(server, { rateLimit: { maxWait: 1, account: 'other' } }),
    ];
    server.respond = (_, response) => response.writeHead(429, { 'retry-after': '100' }).end();
    const limited: unknown = await one.get('/x').catch((reason: unknown) => reason);
    expect(limited).toBeInstanceOf(SpotifyRateLimitError);
    const caller = new AbortController();
    server.respond = () => caller.abort(limited);
    await expect(other.get('/x', {}, { signal: caller.signal })).rejects.toBe(limited);
    server.respond = ok;
    await other.get('/y');
    expect(await other.get('/z')).toEqual({ ok: true });
  });
});

it('frees the slot of a call whose error cannot be read', async () => {
  const server = await ScriptedServer.start();
  const { http } = await client(server, { concurrency: 1 });
  await http.get('/x');
  const { response } = http.axiosRef.interceptors;
  const id = response.use(() => {
    throw Object.create(SpotifyRateLimitError.prototype);
  });
  await expect(http.get('/x')).rejects.toThrow(SpotifyRateLimitError);
  response.eject(id);
  expect(await http.get('/x')).toEqual({ ok: true });
});

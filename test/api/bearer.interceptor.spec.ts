import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { AxiosError } from 'axios';
import {
  SpotifyNotFoundError,
  SpotifyResponseError,
  SpotifyUnauthorizedError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer, ok } from '../support/scripted-server.js';

const bearers = (received: IncomingMessage[]) =>
  received.map(({ headers }) => headers.authorization);

describe('the bearer', () => {
  let server: ScriptedServer;
  let elsewhere: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    elsewhere = await ScriptedServer.start();
  });

  it("goes to the API's origin, whichever way it is asked", async () => {
    const { http } = await client(server);
    await http.get('/markets');
    await http.axiosRef.get('/markets');
    await http.axiosRef.get(`${server.url}/v1/markets`);
    expect(bearers(server.apiRequests())).toEqual(Array(3).fill('Bearer token-1'));
  });

  it('goes nowhere else', async () => {
    const { http } = await client(server);
    await http.axiosRef.get(`${elsewhere.url}/v1/markets`);
    await http.axiosRef.get('/markets', { baseURL: elsewhere.url });
    await http.axiosRef
      .get(`//${new URL(elsewhere.url).host}/markets`, { baseURL: 'http:' })
      .catch(() => {});
    expect(bearers(elsewhere.requests).every((bearer) => bearer === undefined)).toBe(true);
    expect(elsewhere.requests.length).toBeGreaterThanOrEqual(2);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
    const { http } = await client(server);
    server.respond = (_, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/caught` }).end();
    };
    await expect(http.get('/markets')).rejects.toThrow(SpotifyResponseError);
    await expect(http.axiosRef.get('/markets')).rejects.toThrow(String(status));
    expect(elsewhere.requests).toEqual([]);
  });

  it('is renewed once for concurrent 401s, and each call is replayed once', async () => {
    const { http } = await client(server);
    await http.get('/markets');
    server.respond = (request, response) => {
      if (request.headers.authorization !== 'Bearer token-1') return ok(request, response);
      response.writeHead(401).end();
    };
    const calls = Array.from({ length: 100 }, (_, n) => http.get(`/tracks/${n}`));
    expect(await Promise.all(calls)).toHaveLength(100);
    expect(server.tokenRequests().length).toBe(2);
    expect(server.apiRequests().length).toBeLessThanOrEqual(201);
  });

  it('is given up after a second 401', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => {
      const body = { error: { status: 401, message: 'Invalid access token' } };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    await expect(http.get('/markets')).rejects.toThrow(SpotifyUnauthorizedError);
    expect(server.apiRequests()).toHaveLength(2);
  });

  it('is given up after a second 401 where an interceptor writes requests anew', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(401).end();
    http.axiosRef.interceptors.request.use(
      ({ url, baseURL, headers, adapter, validateStatus }) => ({
        url,
        baseURL,
        headers,
        adapter,
        validateStatus,
      }),
    );
    await expect(http.get('/markets')).rejects.toThrow(SpotifyUnauthorizedError);
    expect(bearers(server.apiRequests())).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it("lets a replay's answer pass response interceptors once", async () => {
    const { http } = await client(server);
    server.respond = (request, response) => {
      if (request.headers.authorization !== 'Bearer token-1') return ok(request, response);
      response.writeHead(401).end();
    };
    const heard: unknown[] = [];
    http.axiosRef.interceptors.response.use((answer) => {
      heard.push(answer.config.url);
      return answer;
    });
    await http.get('/markets');
    expect(heard.filter((url) => url === '/markets')).toHaveLength(1);
  });

  it('replays a request made from the error of another', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(401).end();
    const error: unknown = await http.axiosRef.get('/markets').catch((reason: unknown) => reason);
    expect(inspect(error)).not.toMatch(/token-[12]/);
    await http.axiosRef.request((error as AxiosError).config!).catch(() => {});
    expect(bearers(server.apiRequests()).at(-1)).toBe('Bearer token-3');
  });

  it.each(['undici', 'http'])('shows in no error, over %s', async (adapter) => {
    const { http } = await client(server, adapter === 'http' ? { http: { adapter } } : {});
    const answers = [404, 500, 401].map((status) => (_: unknown, response: ServerResponse) => {
      response.writeHead(status).end();
    });
    for (const answer of [...answers, ({ socket }: IncomingMessage) => socket.destroy()]) {
      server.respond = answer;
      const error: unknown = await http.axiosRef.get('/markets').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AxiosError);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/token-\d/);
    }
  });

  it('leaves an Authorization header of the caller alone', async () => {
    const { http } = await client(server);
    await http.axiosRef.get('/me', { headers: { Authorization: 'Bearer of a user' } });
    expect(bearers(server.apiRequests())).toEqual(['Bearer of a user']);
    expect(server.tokenRequests().length).toBe(0);
  });

  it('leaves errors as they are where a header of the caller is not what it should be', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(404).end();
    http.axiosRef.interceptors.request.use((sent) => {
      sent.headers.set('Authorization', `Basic ${btoa('me:100%')}`);
      return sent;
    });
    await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
  });

  it("goes by what the user's interceptors made of the request", async () => {
    const { http } = await client(server);
    const { request } = http.axiosRef.interceptors;
    const own = request.use((sent) => {
      sent.headers.set('Authorization', 'Bearer mine');
      return sent;
    });
    await http.get('/markets');
    request.eject(own);
    request.use((sent) => Object.assign(sent, { baseURL: elsewhere.url }));
    await http.get('/markets');
    expect(bearers(server.apiRequests())).toEqual(['Bearer mine']);
    expect(bearers(elsewhere.requests)).toEqual([undefined]);
  });

  it('goes through the adapter of axios where that is asked for', async () => {
    const { http } = await client(server, {
      http: { adapter: 'http', headers: { 'x-app': 'catalogue' } },
    });
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(server.apiRequests()[0]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'x-app': 'catalogue',
    });
  });
});

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

describe('the bearer token', () => {
  let server: ScriptedServer;
  let elsewhere: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    elsewhere = await ScriptedServer.start();
  });

  it("is sent to the API's origin, whichever way a request is made", async () => {
    const { http } = await client(server);
    await http.get('/markets');
    await http.axiosRef.get('/markets');
    await http.axiosRef.get(`${server.url}/v1/markets`);
    expect(bearers(server.apiRequests())).toEqual(Array(3).fill('Bearer token-1'));
  });

  it('is sent to no other origin', async () => {
    const { http } = await client(server);
    await http.axiosRef.get(`${elsewhere.url}/v1/markets`);
    await http.axiosRef.get('/markets', { baseURL: elsewhere.url });
    await http.axiosRef
      .get(`//${new URL(elsewhere.url).host}/markets`, { baseURL: 'http:' })
      .catch(() => {});
    expect(bearers(elsewhere.requests).every((bearer) => bearer === undefined)).toBe(true);
    expect(elsewhere.requests.length).toBeGreaterThanOrEqual(2);
  });

  it.each([301, 302, 303, 307, 308])('is not sent on to where a %i redirects', async (status) => {
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

  it('is not renewed again after a second 401', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => {
      const body = { error: { status: 401, message: 'Invalid access token' } };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    await expect(http.get('/markets')).rejects.toThrow(SpotifyUnauthorizedError);
    expect(server.apiRequests()).toHaveLength(2);
  });

  it('counts both requests in the attempts of an error', async () => {
    const { http } = await client(server);
    let received = 0;
    server.respond = (_, response) => {
      received += 1;
      response.writeHead(received % 2 === 1 ? 401 : 404).end();
    };
    await expect(http.get('/markets')).rejects.toMatchObject({ status: 404, attempts: 2 });
    server.respond = (_, response) => response.writeHead(401).end();
    await expect(http.get('/markets')).rejects.toMatchObject({ status: 401, attempts: 2 });
  });

  it('is not renewed again after a second 401 where an interceptor copies the request', async () => {
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

  it("is renewed, and the replay's response passes response interceptors once", async () => {
    const { http } = await client(server);
    server.respond = (request, response) => {
      if (request.headers.authorization !== 'Bearer token-1') return ok(request, response);
      response.writeHead(401).end();
    };
    const urls: unknown[] = [];
    http.axiosRef.interceptors.response.use((response) => {
      urls.push(response.config.url);
      return response;
    });
    await http.get('/markets');
    expect(urls.filter((url) => url === '/markets')).toHaveLength(1);
  });

  it('is renewed for a request that is made from the config of a failed one', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(401).end();
    const error: unknown = await http.axiosRef.get('/markets').catch((reason: unknown) => reason);
    expect(inspect(error)).not.toMatch(/token-[12]/);
    await http.axiosRef.request((error as AxiosError).config!).catch(() => {});
    expect(bearers(server.apiRequests()).at(-1)).toBe('Bearer token-3');
  });

  it.each(['undici', 'http'])('is in no error, over %s', async (adapter) => {
    const { http } = await client(server, adapter === 'http' ? { http: { adapter } } : {});
    const responders = [404, 500, 401].map((status) => (_: unknown, response: ServerResponse) => {
      response.writeHead(status).end();
    });
    for (const respond of [...responders, ({ socket }: IncomingMessage) => socket.destroy()]) {
      server.respond = respond;
      const error: unknown = await http.axiosRef.get('/markets').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AxiosError);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/token-\d/);
    }
  });

  it('does not replace an Authorization header of the caller', async () => {
    const { http } = await client(server);
    await http.axiosRef.get('/me', { headers: { Authorization: 'Bearer of a user' } });
    expect(bearers(server.apiRequests())).toEqual(['Bearer of a user']);
    expect(server.tokenRequests().length).toBe(0);
  });

  it('does not hide an error where the caller’s Authorization header cannot be decoded', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(404).end();
    http.axiosRef.interceptors.request.use((sent) => {
      sent.headers.set('Authorization', `Basic ${btoa('me:100%')}`);
      return sent;
    });
    await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
  });

  it("is added, or not, by what the user's interceptors made of the request", async () => {
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

  it('is sent through axios’ own adapter where the options say so', async () => {
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

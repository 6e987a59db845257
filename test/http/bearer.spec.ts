import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import {
  SpotifyBadRequestError,
  SpotifyHttpService,
  SpotifyModule,
  SpotifyResponseError,
  SpotifyTimeoutError,
  SpotifyUnauthorizedError,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';

interface Peer {
  readonly url: string;
  readonly received: IncomingMessage[];
  close(): void;
}

/** A server that notes what it gets. */
async function peer(answer: RequestListener): Promise<Peer> {
  const received: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    received.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, close };
}

const ok: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
};

const bearers = (received: IncomingMessage[]) =>
  received.map(({ headers }) => headers.authorization);

describe('the bearer', () => {
  let spotify: Peer;
  let elsewhere: Peer;
  let answer: RequestListener;
  let grants: number;
  let close: () => Promise<void>;

  beforeEach(async () => {
    grants = 0;
    answer = ok;
    elsewhere = await peer(ok);
    spotify = await peer((request, response) => {
      if (request.url !== '/api/token') return answer(request, response);
      grants += 1;
      const token = { access_token: `token-${grants}`, token_type: 'Bearer', expires_in: 3600 };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
    });
  });

  afterEach(async () => {
    await close();
    spotify.close();
    elsewhere.close();
  });

  async function client(options: Partial<SpotifyModuleOptions> = {}): Promise<SpotifyHttpService> {
    const given = {
      clientId: 'id',
      clientSecret: 'secret',
      apiUrl: `${spotify.url}/v1`,
      accountsUrl: spotify.url,
      cache: false,
      retry: false,
      ...options,
    } as SpotifyModuleOptions;
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyModule.forRoot(given)],
    }).compile();
    close = () => moduleRef.close();
    return moduleRef.get(SpotifyHttpService);
  }

  const api = () => spotify.received.filter(({ url }) => url !== '/api/token');

  it("goes to the API's origin, whichever way it is asked", async () => {
    const http = await client();
    await http.get('/markets');
    await http.axiosRef.get('/markets');
    await http.axiosRef.get(`${spotify.url}/v1/markets`);
    expect(bearers(api())).toEqual(Array(3).fill('Bearer token-1'));
  });

  it('goes nowhere else', async () => {
    const http = await client();
    await http.axiosRef.get(`${elsewhere.url}/v1/markets`);
    await http.axiosRef.get('/markets', { baseURL: elsewhere.url });
    await http.axiosRef
      .get(`//${new URL(elsewhere.url).host}/markets`, { baseURL: 'http:' })
      .catch(() => {});
    expect(bearers(elsewhere.received).every((bearer) => bearer === undefined)).toBe(true);
    expect(elsewhere.received.length).toBeGreaterThanOrEqual(2);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
    const http = await client();
    answer = (_, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/caught` }).end();
    };
    await expect(http.get('/markets')).rejects.toThrow(SpotifyResponseError);
    await expect(http.axiosRef.get('/markets')).rejects.toThrow(String(status));
    expect(elsewhere.received).toEqual([]);
  });

  it.each([
    '//evil.example/x',
    'http://evil.example/x',
    '/../../x',
    '/albums/..%2f..',
    '/albums/%2e%2e/x',
    '/albums/./x',
    '/a\\b',
    '\\\\evil.example',
    'albums',
    '',
    '/a\r\nhost: evil.example',
    '/a b',
    '/a#b',
    '/ａ',
  ])('is asked for no path like %j', async (path) => {
    const http = await client();
    const outcome: unknown = await http.get(path).catch((error: unknown) => error);
    const refused = outcome instanceof SpotifyBadRequestError;
    expect(refused || path === '/albums/..%2f..').toBe(true);
    for (const { url } of api()) expect(url).toMatch(/^\/v1\/albums\/\.\.%2f\.\.$/);
  });

  it('is renewed once for concurrent 401s, and each call is replayed once', async () => {
    const http = await client();
    await http.get('/markets');
    answer = (request, response) => {
      if (request.headers.authorization !== 'Bearer token-1') return ok(request, response);
      response.writeHead(401).end();
    };
    const calls = Array.from({ length: 100 }, (_, n) => http.get(`/tracks/${n}`));
    expect(await Promise.all(calls)).toHaveLength(100);
    expect(grants).toBe(2);
    expect(api().length).toBeLessThanOrEqual(201);
  });

  it('is given up after a second 401', async () => {
    const http = await client();
    answer = (_, response) => {
      const body = { error: { status: 401, message: 'Invalid access token' } };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    await expect(http.get('/markets')).rejects.toThrow(SpotifyUnauthorizedError);
    expect(api()).toHaveLength(2);
  });

  it('leaves an Authorization header of the caller alone', async () => {
    const http = await client();
    await http.axiosRef.get('/me', { headers: { Authorization: 'Bearer of a user' } });
    expect(bearers(api())).toEqual(['Bearer of a user']);
    expect(grants).toBe(0);
  });

  it("lets the user's interceptors see requests and answers", async () => {
    const http = await client();
    await http.get('/markets');
    const seen: string[] = [];
    http.axiosRef.interceptors.request.use((request) => {
      request.headers.set('x-app', 'catalogue');
      seen.push(`asks ${request.url}`);
      return request;
    });
    http.axiosRef.interceptors.response.use((response) => {
      seen.push(`got ${response.status}`);
      return response;
    });
    await http.get('/markets');
    expect(seen).toEqual(['asks /markets', 'got 200']);
    expect(api()[1]?.headers).toMatchObject({ 'x-app': 'catalogue' });
  });

  it('goes through the adapter of axios where that is asked for', async () => {
    const http = await client({ http: { adapter: 'http', headers: { 'x-app': 'catalogue' } } });
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(api()[0]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'x-app': 'catalogue',
    });
  });

  describe.each([undefined, 'http'] as const)('an attempt, by the adapter %s', (adapter) => {
    const stages: Record<string, RequestListener> = {
      'before its headers': () => {},
      'in its body': (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok"');
      },
      'in a body that trickles': (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    };

    it.each(Object.keys(stages))('ends in time when it hangs %s', async (stage) => {
      const http = await client({ timeout: 100, http: adapter && { adapter } });
      answer = stages[stage]!;
      await expect(http.get('/markets')).rejects.toThrow(SpotifyTimeoutError);
    });

    it.each(Object.keys(stages))('ends with the signal when it hangs %s', async (stage) => {
      const http = await client({ http: adapter && { adapter } });
      const caller = new AbortController();
      answer = (request, response) => {
        stages[stage]!(request, response);
        setTimeout(() => caller.abort(new Error('enough')), 20);
      };
      await expect(http.get('/markets', {}, { signal: caller.signal })).rejects.toThrow('enough');
    });
  });

  it.each([Infinity, 2 ** 31, 1000])(
    'has its time within a deadline of %d ms',
    async (deadline) => {
      const http = await client();
      answer = (request, response) => void setTimeout(() => ok(request, response), 20);
      expect(await http.get('/markets', {}, { deadline })).toEqual({ ok: true });
    },
  );

  it('is not even asked for when the signal has aborted before', async () => {
    const http = await client();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(http.get('/markets', {}, { signal })).rejects.toThrow('enough');
    expect(spotify.received).toEqual([]);
  });
});

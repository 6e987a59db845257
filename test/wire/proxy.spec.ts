import { Agent } from 'node:https';
import { inspect } from 'node:util';
import { SpotifyNetworkError } from 'nestjs-spotify';
import { onCleanup } from '../support/cleanup.js';
import { client, type ClientOptions } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { until } from '../support/until.js';
import { credentials, trustCertificate } from './certificate.js';
import { proxyServer } from './proxy-server.js';
import { closeDuringCall, secureSpotify } from './secure-spotify.js';

beforeEach(() => trustCertificate());

type Proxy = Awaited<ReturnType<typeof proxyServer>>;

function environment(variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    process.env[name] = value;
    onCleanup(() => delete process.env[name]);
  }
}

/** The ways in which a user names a proxy. */
const WAYS: [string, (proxy: Proxy) => ClientOptions][] = [
  ['http.proxy', ({ port }) => ({ http: { proxy: { host: 'localhost', port } } })],
  [
    'https_proxy',
    ({ url }) => {
      environment({ https_proxy: url });
      return {};
    },
  ],
  [
    'ALL_PROXY',
    ({ url }) => {
      environment({ ALL_PROXY: url.replace('http://', '') });
      return {};
    },
  ],
];

async function callsInGroups(count: number, size: number, call: (n: number) => Promise<unknown>) {
  let next = 0;
  const worker = async () => {
    while (next < count) await call((next += 1));
  };
  await Promise.all(Array.from({ length: size }, worker));
}

describe.each(WAYS)('a proxy named by %s', (_name, optionsFor) => {
  it('carries a grant and 200 calls, 16 at a time, through at most 16 tunnels', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    const { http } = await client(spotify, optionsFor(proxy));
    await callsInGroups(200, 16, (n) => http.get(`/tracks/${n}`));
    expect(spotify.counts).toMatchObject({ grants: 1, requests: 200 });
    expect(proxy.tunnels).toBeLessThanOrEqual(16);
    expect(new Set(proxy.targets)).toEqual(new Set([`localhost:${spotify.port}`]));
  });

  it('sees host and port, and no path, token or secret', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    const { http } = await client(spotify, optionsFor(proxy));
    await http.get('/tracks/1');
    expect(spotify.received[0]).toMatchObject({ authorization: 'Bearer token-1' });
    expect(proxy.seen).toContain(`CONNECT localhost:${spotify.port}`);
    expect(proxy.seen).not.toMatch(/GET|POST|tracks|uthorization|[Bb]earer|Basic|token-1/);
  });

  it('carries an HTTP/2 session in one tunnel', async () => {
    const spotify = await secureSpotify('h2');
    const proxy = await proxyServer();
    const { http } = await client(spotify, { http2: true, ...optionsFor(proxy) });
    await callsInGroups(40, 8, (n) => http.get(`/tracks/${n}`));
    expect(spotify.counts.sessions).toHaveLength(1);
    expect(proxy.tunnels).toBe(1);
  });
});

describe('a proxy', () => {
  it('has at most `concurrency` tunnels', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    const http2 = { http: { proxy: { host: 'localhost', port: proxy.port } }, concurrency: 3 };
    const { http } = await client(spotify, http2);
    await Promise.all(Array.from({ length: 30 }, (_, n) => http.get(`/tracks/${n}`)));
    expect(proxy.tunnels).toBe(3);
  });

  it('carries tunnels when it is itself reached over TLS', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer('https');
    const { http } = await client(spotify, {
      http: { proxy: { protocol: 'https', host: 'localhost', port: proxy.port } },
    });
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(proxy.tunnels).toBe(1);
    expect(proxy.seen).not.toContain('CONNECT');
  });

  it.each([
    ['in http.proxy', 'Basic bWU6cDpA'],
    ['in the environment', 'Basic bWU6cDpA'],
    ['as a user name alone', 'Basic bWU6'],
  ])('gets credentials given %s, and the origin does not', async (where, expected) => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    const { port } = proxy;
    if (where === 'in the environment')
      environment({ HTTPS_PROXY: `http://me:p%3A%40@localhost:${port}` });
    if (where === 'as a user name alone')
      environment({ HTTPS_PROXY: `http://me@localhost:${port}` });
    const auth = { username: 'me', password: 'p:@' };
    const http = where === 'in http.proxy' ? { proxy: { host: 'localhost', port, auth } } : {};
    const application = await client(spotify, { http });
    await application.http.get('/markets');
    expect(new Set(proxy.logins)).toEqual(new Set([expected]));
    expect(spotify.received[0]).not.toHaveProperty('proxy-authorization');
  });

  it.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n', '407'],
    ['HTTP/1.1 503 Busy\r\n\r\n', '503'],
    ['', 'socket hang up'],
    ['SSH-2.0-OpenSSH_9\r\n', 'Parse Error'],
  ])('causes a network error that says so when it opens no tunnel: %j', async (refusal, words) => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    proxy.refusal = refusal;
    const { http } = await client(spotify, {
      accessToken: 'a-token',
      http: { proxy: { host: 'localhost', port: proxy.port } },
    });
    const error: unknown = await http.get('/markets').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyNetworkError);
    expect((error as Error).message).toContain(words);
    expect(spotify.counts.sockets).toBe(0);
  });

  it('is refused, without its password in the error, when the environment has an invalid one', async () => {
    const spotify = await secureSpotify('http/1.1');
    environment({ https_proxy: 'socks5://me:hunter2@localhost:1080' });
    const { http } = await client(spotify, { accessToken: 'a-token' });
    const error: unknown = await http.get('/markets').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyNetworkError);
    expect(inspect(error, { depth: 20 })).not.toContain('hunter2');
    expect(spotify.counts.sockets).toBe(0);
  });

  it('gets the whole URL of http requests, over sockets that are reused', async () => {
    const spotify = await ScriptedServer.start();
    const proxy = await proxyServer();
    const { http } = await client(spotify, {
      http: {
        proxy: { host: 'localhost', port: proxy.port, auth: { username: 'a', password: 'b' } },
      },
    });
    await http.get('/tracks/1', { market: 'SE' });
    expect(proxy.targets).toEqual([
      `${spotify.url}/api/token`,
      `${spotify.url}/v1/tracks/1?market=SE`,
    ]);
    expect(proxy.logins).toEqual(['Basic YTpi', 'Basic YTpi']);
    expect(spotify.apiRequests()[0]?.headers).toMatchObject({ host: new URL(spotify.url).host });
    expect(proxy.tunnels).toBe(0);
  });

  it('is waited for when the app closes', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    const connected = await client(spotify, {
      http: { proxy: { host: 'localhost', port: proxy.port } },
    });
    expect(await closeDuringCall(spotify, connected)).toEqual({ ok: true });
    await until(() => proxy.openTunnels === 0);
  });
});

describe('no_proxy', () => {
  it.each([
    ['localhost', 0],
    ['*', 0],
    ['example.com, localhost:PORT', 0],
    ['.localhost', 0],
    ['localhost:1', 1],
    ['host,other.localhost', 1],
  ])('%s: %i tunnels', async (exceptions, tunnels) => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    environment({
      https_proxy: proxy.url,
      NO_PROXY: exceptions.replace('PORT', String(spotify.port)),
    });
    const { http } = await client(spotify, { concurrency: 1 });
    await http.get('/markets');
    expect(proxy.tunnels).toBe(tunnels);
  });

  it('does not matter with `proxy: false`', async () => {
    const spotify = await secureSpotify('http/1.1');
    const proxy = await proxyServer();
    environment({ https_proxy: proxy.url });
    const { http } = await client(spotify, { http: { proxy: false } });
    await http.get('/markets');
    expect(proxy.tunnels).toBe(0);
  });
});

describe("a request over axios' own adapter", () => {
  it('is waited for when the app closes, too', async () => {
    const spotify = await secureSpotify('http/1.1');
    const httpsAgent = new Agent({ ca: credentials.cert });
    onCleanup(() => httpsAgent.destroy());
    const connected = await client(spotify, { http: { httpsAgent } });
    expect(await closeDuringCall(spotify, connected)).toEqual({ ok: true });
  });

  it('looks up names with the option `lookup`, as the grant does', async () => {
    const spotify = await secureSpotify('http/1.1');
    const lookups: string[] = [];
    const address = `https://spotify.invalid:${spotify.port}`;
    const { http } = await client(spotify, {
      apiUrl: `${address}/v1`,
      accountsUrl: address,
      http: {
        httpsAgent: new Agent({ ca: credentials.cert, checkServerIdentity: () => undefined }),
        lookup: async (hostname: string) => {
          lookups.push(hostname);
          return ['127.0.0.1', 4];
        },
      },
    });
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(lookups).toEqual(['spotify.invalid', 'spotify.invalid']);
  });

  it('connects only to addresses of the option `family`', async () => {
    const spotify = await secureSpotify('http/1.1'); // on 127.0.0.1 only
    const families: unknown[] = [];
    const { http } = await client(spotify, {
      accessToken: 'a-token',
      http: {
        family: 6,
        lookup: async (_: string, options: { family?: unknown }) => {
          families.push(options.family);
          return ['::1', 6];
        },
      },
    });
    await expect(http.get('/markets')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(families).toEqual([6]);
  });
});

import type { InternalAxiosRequestConfig } from 'axios';
import { SpotifyUnauthorizedError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ok, ScriptedServer } from '../support/scripted-server.js';

/** A Spotify that refuses the first token. */
async function spotifyWithARefusedToken() {
  const spotify = await ScriptedServer.start();
  spotify.respond = (request, response) => {
    if (request.headers.authorization !== 'Bearer token-1') return ok(request, response);
    return response.writeHead(401).end();
  };
  return spotify;
}

describe('the replay after a 401', () => {
  it.each(['synchronous', 'asynchronous'])(
    "leaves out the user's request interceptors, which have done their work, %s",
    async (kind) => {
      const spotify = await spotifyWithARefusedToken();
      const { http } = await client(spotify);
      const { request } = http.axiosRef.interceptors;
      let runs = 0;
      const change = (config: InternalAxiosRequestConfig) => {
        runs += 1;
        config.url = `/prefix${config.url}`;
        config.params = { ...(config.params as object), page: [runs] };
        config.headers.set('x-run', String(runs));
        return config;
      };
      if (kind === 'synchronous') {
        request.use(change, null, { synchronous: true });
      } else {
        request.use(async (config) => change(config));
      }
      expect(await http.get('/markets')).toEqual({ ok: true });
      expect(runs).toBe(1);
      expect(spotify.apiRequests().map(({ url }) => url)).toEqual(
        Array(2).fill('/v1/prefix/markets?page%5B%5D=1'),
      );
      expect(spotify.apiRequests().map(({ headers }) => headers['x-run'])).toEqual(['1', '1']);
      expect(spotify.apiRequests().map(({ headers }) => headers.authorization)).toEqual([
        'Bearer token-1',
        'Bearer token-2',
      ]);
    },
  );

  it.each(['http', 'fetch'])('uses the same adapter: %s', async (adapter) => {
    const spotify = await spotifyWithARefusedToken();
    const { http } = await client(spotify, { http: { adapter } });
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(spotify.apiRequests()).toHaveLength(2);
  });

  it('sends the same body', async () => {
    const spotify = await spotifyWithARefusedToken();
    const { http } = await client(spotify);
    const bodies: string[] = [];
    const refuse = spotify.respond;
    spotify.respond = (request, response) => {
      let body = '';
      request.on('data', (bytes: Buffer) => (body += bytes.toString()));
      request.on('end', () => {
        bodies.push(`${request.headers['content-type']} ${body}`);
        refuse(request, response);
      });
    };
    await http.axiosRef.post('/things', { name: 'ü' });
    expect(bodies).toEqual(Array(2).fill('application/json {"name":"ü"}'));
  });

  it('happens once', async () => {
    const spotify = await ScriptedServer.start();
    spotify.respond = (_, response) => response.writeHead(401).end();
    const { http } = await client(spotify);
    await expect(http.get('/markets')).rejects.toThrow(SpotifyUnauthorizedError);
    expect(spotify.apiRequests()).toHaveLength(2);
  });
});

describe('a URL object as `url`', () => {
  it.each([undefined, 'http', 'fetch'] as const)('works over the adapter %s', async (adapter) => {
    const spotify = await ScriptedServer.start();
    const { http } = await client(spotify, { http: adapter ? { adapter } : {} });
    const address = new URL(`${spotify.url}/v1/markets?market=SE`);
    await http.axiosRef.get(address as unknown as string);
    await http.axiosRef.request({ url: address as unknown as string });
    expect(spotify.apiRequests().map(({ url }) => url)).toEqual(
      Array(2).fill('/v1/markets?market=SE'),
    );
    expect(spotify.apiRequests()[0]?.headers.authorization).toBe('Bearer token-1');
  });

  it('of another origin is requested without the token', async () => {
    const spotify = await ScriptedServer.start();
    const elsewhere = await ScriptedServer.start();
    const { http } = await client(spotify);
    await http.axiosRef.get(new URL(`${elsewhere.url}/x`) as unknown as string);
    expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

import { Agent } from 'node:http';
import { jest } from '@jest/globals';
import axios, { getAdapter, type AxiosAdapter } from 'axios';
import { client, type ClientOptions } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';

/** A transform as users write it: response bodies in camelCase. */
function camelCase(body: unknown): unknown {
  const object = typeof body === 'string' ? (JSON.parse(body) as object) : (body as object);
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

const changeBody = () => 'grant_type=password&mine=1';

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

/** What a plain client sends for a token, but for what differs from server to server. */
async function sentForToken(options: ClientOptions = {}) {
  const { auth, http } = await client(server, options);
  await auth.getAccessToken();
  await http.get('/markets');
  return lastTokenRequest();
}

function lastTokenRequest() {
  const { url, method, headers, body } = server.tokenRequests().at(-1)!;
  const { connection, ...others } = headers; // keep-alive is between the adapter and the server
  expect(connection).toBeDefined();
  return { url, method, headers: others, body };
}

describe('the token request is not touched', () => {
  it('by interceptors on axiosRef, which do not see it either', async () => {
    const plain = await sentForToken();
    const { auth, http } = await client(server);
    const seen: string[] = [];
    http.axiosRef.interceptors.request.use((request) => {
      seen.push(`${request.method} ${request.url}`);
      request.headers.set('X-Mine', 'yes');
      return request;
    });
    http.axiosRef.interceptors.response.use((response) => {
      seen.push(`${response.status} ${response.config.url}`);
      return { ...response, data: {} };
    });
    await http.get('/markets');
    await auth.requestToken();
    expect(lastTokenRequest()).toEqual(plain);
    expect(seen).toEqual(['get /markets', '200 /markets']);
    expect(server.apiRequests().at(-1)?.headers).toMatchObject({ 'x-mine': 'yes' });
  });

  it.each<[string, NonNullable<ClientOptions['http']>]>([
    ['transformRequest', { transformRequest: changeBody }],
    ['transformResponse', { transformResponse: camelCase }],
    ['params', { params: { mine: 1 } }],
    ['headers', { headers: { 'x-mine': 'yes', authorization: 'Basic mine' } }],
    ['method, url and baseURL', { method: 'put', url: '/mine', baseURL: 'http://mine.invalid' }],
    ['responseType', { responseType: 'arraybuffer', transformResponse: () => ({ mine: 1 }) }],
  ])('by %s in the option http', async (_, http) => {
    expect(await sentForToken({ http })).toEqual(await sentForToken());
  });

  it.each<[string, object]>([
    ['transformRequest', { transformRequest: [changeBody] }],
    ['transformResponse', { transformResponse: [camelCase] }],
    ['params', { params: { mine: 1 } }],
    ['headers', { headers: { common: { 'x-mine': 'yes' }, post: { 'x-mine': 'yes' } } }],
  ])('by %s in the defaults of axiosRef', async (_, defaults) => {
    const plain = await sentForToken();
    const { auth, http } = await client(server);
    Object.assign(http.axiosRef.defaults, defaults);
    expect((await auth.getAccessToken()).accessToken).toBe('token-2');
    await http.get('/markets');
    expect(lastTokenRequest()).toEqual(plain);
  });

  it('by the defaults of the global axios', async () => {
    const plain = await sentForToken();
    axios.defaults.headers.common['x-mine'] = 'yes';
    axios.defaults.params = { mine: 1 };
    try {
      expect(await sentForToken()).toEqual(plain);
    } finally {
      delete axios.defaults.headers.common['x-mine'];
      delete axios.defaults.params;
    }
  });

  it('but transformResponse and params of the option http apply to API requests', async () => {
    const http = { transformResponse: camelCase, params: { mine: 1 } };
    const { http: spotify } = await client(server, { http });
    server.respond = (_, response) => response.end('{"album_type":"single"}');
    expect(await spotify.get('/albums/1')).toEqual({ albumType: 'single' });
    expect(server.apiUrls()[0]?.search).toBe('?mine=1');
  });
});

describe('API requests and the token request both go', () => {
  it('through an adapter of the option http', async () => {
    const urls: (string | undefined)[] = [];
    const adapter: AxiosAdapter = (config) => {
      urls.push(config.url);
      return getAdapter('http')(config);
    };
    await sentForToken({ http: { adapter } });
    expect(urls).toEqual([`${server.accountsUrl}/api/token`, '/markets']);
  });

  it('through an agent of the option http', async () => {
    const httpAgent = new Agent({ keepAlive: false });
    const opened = jest.spyOn(httpAgent, 'createConnection');
    await sentForToken({ http: { httpAgent } });
    expect(opened).toHaveBeenCalledTimes(2);
  });

  it('through a proxy of the option http', async () => {
    const { hostname, port } = new URL(server.url);
    await sentForToken({
      apiUrl: 'http://api.spotify.invalid/v1',
      accountsUrl: 'http://accounts.spotify.invalid',
      http: { proxy: { protocol: 'http', host: hostname, port: Number(port) } },
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      'http://accounts.spotify.invalid/api/token',
      'http://api.spotify.invalid/v1/markets',
    ]);
  });
});

import { jest } from '@jest/globals';
import { Agent, type RequestListener } from 'node:http';
import {
  AxiosError,
  AxiosHeaders,
  create,
  getAdapter,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import {
  SpotifyNotFoundError,
  SpotifyTimeoutError,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { createLeanAxios } from '../../lib/wire/lean-axios.js';
import { client } from '../support/client.js';
import { ScriptedServer, ok } from '../support/scripted-server.js';

function refuse(): never {
  throw new Error('refused');
}

/** GETs bypass most of axios until a user sets more than the lean path can do; both paths must behave alike. */
describe.each(['the lean path', 'axios’ own request'])('%s', (path) => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  const headers = () => server.apiRequests().map((request) => request.headers);

  async function connect(options: Partial<SpotifyModuleOptions> = {}) {
    const { http } = await client(server, options);
    if (path !== 'the lean path') http.axiosRef.defaults.decompress = true;
    return http;
  }

  it('sends the bearer token and reads JSON', async () => {
    const http = await connect();
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(headers()[0]).toMatchObject({ authorization: 'Bearer token-1' });
  });

  it('replays once with a new token after a 401', async () => {
    const http = await connect();
    server.respond = ({ headers: { authorization } }, response) =>
      json(response, authorization === 'Bearer token-1' ? 401 : 200, { error: { status: 401 } });
    await http.get('/markets');
    expect(headers().map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it("rejects with the library's errors", async () => {
    const http = await connect();
    server.respond = (_, response) =>
      json(response, 404, { error: { status: 404, message: 'gone' } });
    await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
    server.respond = () => {};
    const impatient = await connect({ timeout: 50, accessToken: 'token' });
    await expect(impatient.get('/markets')).rejects.toThrow(SpotifyTimeoutError);
  });

  it('ends at once when the caller aborts', async () => {
    const http = await connect();
    const caller = new AbortController();
    server.respond = () => caller.abort(new Error('enough'));
    await expect(http.get('/markets', {}, { signal: caller.signal })).rejects.toThrow('enough');
  });

  it('applies interceptors, default headers and response transforms that are added later', async () => {
    const http = await connect();
    await http.get('/markets');
    http.axiosRef.defaults.headers.common['x-app'] = 'catalogue';
    await http.get('/markets');
    http.axiosRef.defaults.transformResponse = [() => ({ transformed: true })];
    expect(await http.get('/markets')).toEqual({ transformed: true });
    http.axiosRef.interceptors.response.use((response) => ({ ...response, data: { mine: true } }));
    expect(await http.get('/markets')).toEqual({ mine: true });
    expect(headers().map((sent) => sent['x-app'])).toEqual([
      undefined,
      ...Array(3).fill('catalogue'),
    ]);
  });

  it('names the interceptor that returns nothing, or not what it should', async () => {
    const http = await connect();
    const { request, response } = http.axiosRef.interceptors;
    await http.get('/markets');
    response.use(({ data }) => data as AxiosResponse);
    await expect(http.get('/markets')).rejects.toThrow('response interceptor on axiosRef');
    response.use(() => undefined as unknown as AxiosResponse);
    await expect(http.get('/markets')).rejects.toThrow('response interceptor on axiosRef');
    request.use(() => undefined as unknown as InternalAxiosRequestConfig);
    await expect(http.get('/markets')).rejects.toThrow('request interceptor on axiosRef');
  });

  it('calls an interceptor’s rejection handler for failures before it, never for its own', async () => {
    const http = await connect();
    await http.get('/markets');
    const { request, response } = http.axiosRef.interceptors;
    const onRejected = jest.fn((error: unknown) => {
      throw error;
    });
    request.use(null, onRejected);
    expect(await http.get('/markets')).toEqual({ ok: true });
    const own = jest.fn();
    request.use(refuse, own);
    response.use(null, onRejected);
    await expect(http.get('/markets')).rejects.toThrow('refused');
    expect(onRejected).toHaveBeenCalledTimes(2);
    expect(own).not.toHaveBeenCalled();
  });

  it('skips ejected interceptors', async () => {
    const http = await connect();
    const { request, response } = http.axiosRef.interceptors;
    const onRejected = jest.fn(<T>(passing: T) => passing);
    const [first, second] = [request.use(onRejected), response.use(onRejected)];
    request.use((sent) => sent); // an ejected last one leaves no gap in axios
    response.use((received) => received);
    await http.get('/markets');
    expect(onRejected).toHaveBeenCalled();
    onRejected.mockClear();
    request.eject(first);
    response.eject(second);
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(onRejected).not.toHaveBeenCalled();
  });

  it('uses what interceptors return, throw or resolve with', async () => {
    const http = await connect();
    await http.get('/markets');
    const { request } = http.axiosRef.interceptors;
    const before: string[] = [];
    const heard = (name: string) => (sent: InternalAxiosRequestConfig) => {
      before.push(name);
      return sent;
    };
    request.use(heard('first'));
    request.use(async (sent) => Promise.resolve(heard('promise')(sent)));
    request.use(heard('last'));
    await http.get('/markets');
    expect(before).toEqual(['last', 'promise', 'first']);
    request.use(() => {
      throw new Error('not now');
    });
    await expect(http.get('/markets')).rejects.toThrow('not now');
  });

  it('reads JSON, errors too, over any adapter or agent that an interceptor sets', async () => {
    const http = await connect();
    const { request } = http.axiosRef.interceptors;
    const choices: Partial<InternalAxiosRequestConfig>[] = [
      { adapter: 'http' },
      { adapter: 'fetch' },
      { adapter: (config) => getAdapter('http')(config) },
      { httpAgent: new Agent() },
    ];
    for (const part of choices) {
      const added = request.use((sent) => Object.assign(sent, part));
      server.respond = ok;
      expect(await http.get('/markets')).toEqual({ ok: true });
      server.respond = (_, response) =>
        json(response, 404, { error: { status: 404, message: 'gone' } });
      await expect(http.get('/markets')).rejects.toMatchObject({ spotifyMessage: 'gone' });
      request.eject(added);
    }
    expect(headers()).toHaveLength(2 * choices.length);
  });

  it('applies the transformResponse of the interceptor that set the adapter', async () => {
    const http = await connect();
    await http.get('/markets'); // the token response must not be transformed
    http.axiosRef.interceptors.request.use((sent) =>
      Object.assign(sent, { adapter: 'http', transformResponse: (text: string) => ({ text }) }),
    );
    expect(await http.get('/markets')).toEqual({ text: '{"ok":true}' });
  });

  it.each(['http', 'fetch'])(
    'applies the timeout to the adapter %s of an interceptor',
    async (adapter) => {
      const http = await connect({ timeout: 50 });
      http.axiosRef.interceptors.request.use((sent) => Object.assign(sent, { adapter }));
      server.respond = (_, response) => void response.writeHead(200).write('{');
      await expect(http.get('/markets')).rejects.toThrow(SpotifyTimeoutError);
    },
  );

  it('uses the proxy of the environment', async () => {
    process.env['http_proxy'] = server.url;
    try {
      const http = await connect({ apiUrl: 'http://api.spotify.invalid/v1' });
      expect(await http.get('/markets')).toEqual({ ok: true });
    } finally {
      delete process.env['http_proxy'];
    }
    expect(headers()).toMatchObject([{ host: 'api.spotify.invalid' }]);
  });

  it('accepts headers that an interceptor replaced with a plain object', async () => {
    const http = await connect();
    http.axiosRef.interceptors.request.use((sent) =>
      Object.assign(sent, { headers: { ...sent.headers.toJSON(), 'x-app': 'catalogue' } }),
    );
    server.respond = ({ headers: { authorization } }, response) =>
      json(response, authorization === 'Bearer token-1' ? 401 : 404, {});
    await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
    expect(headers()).toMatchObject([
      { authorization: 'Bearer token-1', 'x-app': 'catalogue' },
      { authorization: 'Bearer token-2', 'x-app': 'catalogue' },
    ]);
  });

  it('skips an interceptor only when its runWhen returns false', async () => {
    const http = await connect();
    await http.get('/markets');
    const seen: string[] = [];
    for (const said of [false, undefined, true]) {
      const runWhen = ({ url }: InternalAxiosRequestConfig) =>
        url === '/markets' && (said as boolean);
      const onRejected = (sent: InternalAxiosRequestConfig) => {
        seen.push(String(said));
        return sent;
      };
      http.axiosRef.interceptors.request.use(onRejected, null, { runWhen });
    }
    await http.get('/markets');
    expect(seen).toEqual(['true', 'undefined']);
  });

  it('asks each runWhen before any interceptor has run', async () => {
    const http = await connect();
    const asked: unknown[] = [];
    const runWhen = ({ url }: InternalAxiosRequestConfig) => asked.push(url) > 0;
    const { request } = http.axiosRef.interceptors;
    request.use(pass, null, { runWhen });
    request.use((sent) => ({ ...sent, url: '/albums' })); // the last one added runs first
    await http.get('/markets');
    expect(asked).toEqual(['/markets']);
    expect(server.apiRequests()[0]?.url).toBe('/v1/albums');
  });

  it('takes no notice where axiosRef.defaults is replaced as a whole', async () => {
    const http = await connect();
    const others = { headers: { common: { 'x-app': 'catalogue' } } } as never;
    http.axiosRef.defaults = others;
    await http.get('/markets');
    expect(http.axiosRef.defaults).toBe(others);
    expect(headers()[0]).not.toHaveProperty('x-app');
  });

  describe('with an adapter whose responses have no headers, as axios-mock-adapter gives them', () => {
    const gone = respond(404, { error: { status: 404, message: 'gone' } });

    it('of the option http', async () => {
      const accessToken = 'token';
      const http = await connect({ accessToken, http: { adapter: respond(200, '{"ok":1}') } });
      expect(await http.get('/markets')).toEqual({ ok: 1 });
      const missing = await connect({ accessToken, http: { adapter: gone } });
      await expect(missing.get('/markets')).rejects.toMatchObject({ spotifyMessage: 'gone' });
    });

    it('where its headers would be read', async () => {
      const cached = await connect({
        accessToken: 'token',
        cache: {},
        http: { adapter: respond(200, { ok: 1 }) },
      });
      expect(await cached.get('/markets')).toEqual({ ok: 1 });
      const limited = await connect({
        accessToken: 'token',
        rateLimit: { maxWait: 0 },
        http: { adapter: respond(429, {}) },
      });
      await expect(limited.get('/markets')).rejects.toMatchObject({
        name: 'SpotifyRateLimitError',
      });
    });

    it('set on axiosRef later', async () => {
      const http = await connect();
      await http.get('/markets');
      http.axiosRef.defaults.adapter = respond(200, { mine: true });
      expect(await http.get('/markets')).toEqual({ mine: true });
      http.axiosRef.defaults.adapter = gone;
      await expect(http.get('/markets')).rejects.toMatchObject({ spotifyMessage: 'gone' });
      expect(headers()).toHaveLength(1);
    });
  });

  it('treats an undefined adapter as none', async () => {
    const http = await connect({ http: { adapter: undefined } });
    expect(await http.get('/markets')).toEqual({ ok: true });
  });

  it('sends the default headers of the options', async () => {
    const http = await connect({ http: { headers: { 'x-app': 'catalogue' } } });
    await http.get('/markets');
    expect(headers()[0]).toMatchObject({ 'x-app': 'catalogue', authorization: 'Bearer token-1' });
  });
});

describe('what the lean path relies on in axios', () => {
  it('interceptors.handlers holds what was added, in order', () => {
    const { request } = create().interceptors;
    request.use(pass, refuse, { synchronous: true, runWhen: validateStatus });
    request.use(pass);
    expect(request.handlers).toEqual([
      { fulfilled: pass, rejected: refuse, synchronous: true, runWhen: validateStatus },
      { fulfilled: pass, rejected: undefined, synchronous: false, runWhen: null },
    ]);
  });

  it('interceptors.handlers has null in the place of one that was ejected', () => {
    const { response } = create().interceptors;
    const first = response.use(pass);
    response.use(pass);
    response.eject(first);
    expect(response.handlers?.[0]).toBeNull();
    expect(response.handlers?.[1]).toMatchObject({ fulfilled: pass });
  });

  it('defaults on a prototype are not merged into a request', async () => {
    const received: InternalAxiosRequestConfig[] = [];
    const instance = create({ adapter: keeping(received) });
    const inherited = { params: { mine: 1 }, headers: { common: { 'x-mine': 'yes' } } };
    Object.setPrototypeOf(instance.defaults, inherited);
    Reflect.deleteProperty(instance.defaults, 'headers');
    await instance.get('/markets');
    expect(received[0]?.params).toBeUndefined();
    expect(received[0]?.headers.toJSON()).not.toHaveProperty('x-mine');
  });

  it.each([undefined, new AbortController().signal])(
    "the adapter gets the config that axios' own request() would give it (signal: %s)",
    async (signal) => {
      const received: InternalAxiosRequestConfig[] = [];
      const defaults = {
        baseURL: 'http://api.invalid/v1',
        timeout: 1000,
        maxRedirects: 0,
        validateStatus,
      };
      const instance = createLeanAxios(defaults, keeping(received));
      const request = () => ({
        url: '/markets',
        headers: new AxiosHeaders({ 'x-a': '1' }),
        signal,
      });
      await instance.request(request());
      await instance(request()); // called as a function, it is axios' own request()
      const [direct, own] = received.map(readable);
      // True by default, and undefined counts as true.
      expect(own).toHaveProperty('allowAbsoluteUrls', true);
      expect({ ...direct, allowAbsoluteUrls: true }).toEqual(own);
    },
  );
});

function json(response: Parameters<RequestListener>[1], status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** An adapter that records the configs it gets, and responds with nothing. */
function keeping(received: InternalAxiosRequestConfig[]): AxiosAdapter {
  return async (config) => {
    received.push(config);
    return { data: {}, status: 200, statusText: 'OK', headers: {}, config };
  };
}

/** A config's own keys with their values; headers in one spelling. */
function readable({ headers, ...config }: InternalAxiosRequestConfig) {
  const names = Object.entries(headers.toJSON()).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  return { ...config, headers: Object.fromEntries(names) as object };
}

/** An adapter that responds so, without headers. */
function respond(status: number, data: unknown): AxiosAdapter {
  return async (config) => {
    const response = { status, data, config } as AxiosResponse;
    if (config.validateStatus?.(status)) return response;
    throw new AxiosError(`status ${status}`, undefined, config, undefined, response);
  };
}

function pass<T>(value: T): T {
  return value;
}

function validateStatus(): boolean {
  return true;
}

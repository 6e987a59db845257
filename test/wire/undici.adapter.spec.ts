import { jest } from '@jest/globals';
import axios, {
  isAxiosError,
  isCancel,
  type AxiosError,
  type AxiosRequestConfig,
  type AxiosResponse,
  type CreateAxiosDefaults,
} from 'axios';
import { randomBytes } from 'node:crypto';
import { getEventListeners, once } from 'node:events';
import { Agent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { createLeanAxios } from '../../lib/wire/lean-axios.js';
import { undiciAdapter } from '../../lib/wire/undici.adapter.js';
import { onCleanup } from '../support/cleanup.js';
import { collectGarbage } from '../support/garbage.js';
import { ScriptedServer } from '../support/scripted-server.js';

const TRACK = { id: '11dFghVXANMlKmJXsNCbNl', name: 'Für Elise', artists: [{ name: 'かな' }] };

/** A server that breaks HTTP as the test wants. */
async function serveRaw(respond: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => respond(socket));
  });
  onCleanup(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, body: unknown = TRACK) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

/** Responds with 100 KB, or with a small body to `/small`, once so many requests have arrived; the small ones last. */
async function serveTogether(calls: number, pack: (body: string) => string | Buffer = String) {
  const large = pack(JSON.stringify(randomBytes(75_000).toString('base64')));
  const held: { small: boolean; response: ServerResponse }[] = [];
  const encoding = pack === String ? 'identity' : 'gzip';
  const { url: address } = await ScriptedServer.start(({ url }, response) => {
    held.push({ small: url === '/small', response });
    if (held.length < calls) return;
    for (const one of held.toSorted((a, b) => Number(a.small) - Number(b.small))) {
      if (one.small) json(one.response);
      else one.response.setHeader('content-encoding', encoding).end(large);
    }
  });
  return address;
}

/** How many calls ended in each turn of the event loop. */
async function endings(calls: (() => Promise<unknown>)[]) {
  const turns = [0];
  let next = setImmediate(function count() {
    turns.push(0);
    next = setImmediate(count);
  });
  await Promise.all(calls.map((call) => call().then(() => (turns[turns.length - 1]! += 1))));
  clearImmediate(next);
  return turns.filter((ended) => ended > 0);
}

/** A promise with its resolve function. */
function later<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

function client(config: CreateAxiosDefaults = {}, concurrency = 4) {
  const adapter = undiciAdapter({ concurrency });
  onCleanup(() => adapter.destroy());
  return { adapter, http: createLeanAxios({ validateStatus: isSuccess, ...config }, adapter) };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function failureOf(promise: Promise<unknown>): Promise<AxiosError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isAxiosError(error)) return error;
  throw new Error('It did not fail with an AxiosError', { cause: error });
}

/** What a server sees of a request, without the headers that name the client. */
async function seen(request: IncomingMessage) {
  return {
    method: request.method,
    url: request.url,
    type: request.headers['content-type'],
    length: request.headers['content-length'],
    accept: request.headers.accept,
    authorization: request.headers.authorization,
    body: await text(request),
  };
}

/** Responds with what it saw in a header, as the response to a HEAD has nothing else. */
async function echo(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('x-seen', encodeURIComponent(JSON.stringify(await seen(request))));
  json(response, {});
}

function echoed({ headers }: AxiosResponse): unknown {
  return JSON.parse(decodeURIComponent(String(headers['x-seen'])));
}

const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

describe('requests', () => {
  const requests: Record<string, AxiosRequestConfig> = {
    'a path under the base URL': { url: '/albums/4aawyAB9vmqN3uQ7FjRGTy?market=SE' },
    'a path without a slash': { url: 'albums' },
    'no path': {},
    'dot segments': { url: '/albums/../artists/./1' },
    'encoded dot segments': { url: '/albums/%2e%2E/artists' },
    'characters that need encoding': { url: '/search?q=Björk "live"&type=album' },
    'a fragment': { url: '/albums#tracks' },
    parameters: { url: '/search', params: { q: 'a b&c', ids: ['1', '2'], market: undefined } },
    'parameters and a serializer': {
      url: '/search',
      params: { ids: ['1', '2'] },
      paramsSerializer: { indexes: null },
    },
    'parameters beside a query': { url: '/search?q=x', params: { limit: 5 } },
    'headers in any case': {
      url: '/me',
      headers: { AUTHORIZATION: 'Bearer x', accept: 'text/plain' },
    },
    'a removed header': { url: '/me', headers: { Authorization: false } },
    'a text body': { method: 'post', url: '/', data: 'grant_type=client_credentials' },
    'a form': { method: 'post', url: '/', data: new URLSearchParams({ a: 'ü&', b: '2' }) },
    'a form by content type': {
      method: 'post',
      url: '/',
      data: { a: 1 },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    },
    'a buffer': { method: 'PUT', url: '/', data: Buffer.from([0, 255, 1]) },
    'an object': { method: 'post', url: '/', data: { name: 'ü' } },
    'an empty post': { method: 'post', url: '/' },
    'a delete': { method: 'delete', url: '/albums', data: { ids: ['1'] } },
    'a head': { method: 'head', url: '/albums' },
  };

  it.each(Object.entries(requests))(
    'with %s are sent as axios sends them',
    async (_name, request) => {
      const { url } = await ScriptedServer.start(
        (incoming, response) => void echo(incoming, response),
      );
      const baseURL = `${url}/v1`;
      const ours = await client({ baseURL }).http.request({ ...request });
      const stock = await axios.request({ ...request, baseURL });
      expect(echoed(ours)).toEqual(echoed(stock));
    },
  );

  it('to an absolute URL ignore the base URL, and have their own pool', async () => {
    const elsewhere = await ScriptedServer.start((_request, response) => void json(response));
    const { http } = client({ baseURL: 'http://127.0.0.1:1/v1' });
    await expect(http.get(`${elsewhere.url}/x`)).resolves.toMatchObject({ data: TRACK });
  });

  it('have a User-Agent and an Accept-Encoding, unless the options set others', async () => {
    const { url } = await ScriptedServer.start(
      (request, response) => void json(response, request.headers),
    );
    const { http } = client();
    const { data: usual } = await http.get<unknown>(url);
    expect(usual).toMatchObject({
      accept: 'application/json, text/plain, */*',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'nestjs-spotify',
    });
    const headers = { 'User-Agent': 'mine', 'ACCEPT-ENCODING': 'identity' };
    const { data: told } = await http.get<unknown>(url, { headers });
    expect(told).toMatchObject({ 'user-agent': 'mine', 'accept-encoding': 'identity' });
  });

  it.each([
    ['http://', 'ERR_INVALID_URL'],
    ['//127.0.0.1/x', 'ERR_INVALID_URL'],
    ['/no/base', 'ERR_INVALID_URL'],
    ['ftp://127.0.0.1/x', 'ERR_BAD_REQUEST'],
    ['http://user:pass@127.0.0.1/x', 'ERR_BAD_REQUEST'],
  ])('to %s are refused', async (url, code) => {
    const { http } = client();
    const baseURL = url.startsWith('//') ? 'http://127.0.0.1:1/v1' : undefined;
    const error = await failureOf(http.get(url, { baseURL }));
    expect(error).toMatchObject({ code, config: { url } });
    expect(error.message).not.toContain('pass@');
  });
});

describe('responses', () => {
  it('have the fields that axios gives them', async () => {
    const { url } = await ScriptedServer.start((_request, response) => {
      response.setHeader('Retry-After', '7').setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.setHeader('Vary', ['Accept', 'Origin']);
      json(response);
    });
    const response = await client().http.get(url);
    expect(response).toMatchObject({ status: 200, statusText: 'OK', data: TRACK, config: { url } });
    expect(response.headers['retry-after']).toBe('7');
    expect((response.headers as { get(name: string): unknown }).get('RETRY-After')).toBe('7');
    expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(response.headers['vary']).toBe('Accept, Origin');
  });

  it('have the first of several headers where only one is allowed', async () => {
    const host = await serveRaw((socket) =>
      socket.end(
        'HTTP/1.1 200 OK\r\nRetry-After: 3\r\nretry-after: 9\r\n__proto__: a\r\n__proto__: b\r\nContent-Length: 2\r\n\r\n{}',
      ),
    );
    const { headers } = await client().http.get(`http://${host}`);
    expect(headers['retry-after']).toBe('3');
    expect(headers).toHaveProperty('normalize');
  });

  it.each([
    ['gzip', gzipSync],
    ['X-GZip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', (content: Buffer) => brotliCompressSync(content, QUICKLY)],
    ['identity', (content: Buffer) => content],
  ])('in %s are decoded', async (encoding, encode) => {
    // The second does not compress well, and is decompressed in a thread.
    const bodies = [TRACK, Array.from({ length: 40_000 }, (_, index) => Math.sin(index))];
    for (const body of bodies) {
      const { url } = await ScriptedServer.start((_request, response) => {
        response.setHeader('content-encoding', encoding);
        response.end(encode(Buffer.from(JSON.stringify(body))));
      });
      const response = await client().http.get<unknown>(url);
      expect(response.data).toEqual(body);
      const left = encoding === 'identity' ? encoding : undefined;
      expect(response.headers['content-encoding']).toBe(left);
    }
  });

  it('are not decoded when decompress is off', async () => {
    const content = gzipSync('{}');
    const { url } = await ScriptedServer.start((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(content);
    });
    const response = await client().http.get(url, {
      decompress: false,
      responseType: 'arraybuffer',
    });
    expect(response.data).toEqual(content);
    expect(response.headers['content-encoding']).toBe('gzip');
  });

  it('in many chunks are read whole', async () => {
    const content = Buffer.from(JSON.stringify(TRACK));
    const { url } = await ScriptedServer.start((_request, response) => {
      void (async () => {
        for (const byte of content) {
          response.write(Buffer.of(byte));
          await new Promise((next) => setImmediate(next));
        }
        response.end();
      })();
    });
    await expect(client().http.get(url)).resolves.toMatchObject({ data: TRACK });
  });

  it.each([
    ['text that is not JSON', 'Premium required', 'Premium required'],
    ['JSON cut short', '{"id":', '{"id":'],
    ['JSON after a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['a bare number', '7', 7],
    ['nothing', '', ''],
  ])('with %s are read as axios reads them', async (_name, body, data) => {
    const { url } = await ScriptedServer.start((_request, response) => void response.end(body));
    const ours = await client().http.get<unknown>(url);
    expect(ours.data).toEqual(data);
    const stock = await axios.get<unknown>(url);
    expect(ours.data).toEqual(stock.data);
  });

  it.each([204, 304])('with status %i have no data', async (status) => {
    const { url } = await ScriptedServer.start(
      (_request, response) => void response.writeHead(status).end(),
    );
    const { data } = await client().http.get<unknown>(url, { validateStatus: () => true });
    expect(data).toBe('');
  });

  it('are read as responseType and response transforms say', async () => {
    const { url } = await ScriptedServer.start(
      (_request, response) => void response.end('{"a":1}'),
    );
    const { http } = client();
    const get = async (config: object) => (await http.get<unknown>(url, config)).data;
    expect(await get({ responseType: 'json' })).toEqual({ a: 1 });
    expect(await get({ responseType: 'text' })).toBe('{"a":1}');
    expect(await get({ responseType: 'arraybuffer' })).toEqual(Buffer.from('{"a":1}'));
    expect(await get({ transformResponse: (data: string) => data.length })).toBe(7);
    const stream = await get({ responseType: 'stream' });
    expect(stream).toBeInstanceOf(Readable);
    expect(await text(stream as Readable)).toBe('{"a":1}');
  });

  it('come after early hints, which are skipped', async () => {
    const { url } = await ScriptedServer.start((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => json(response));
    });
    await expect(client().http.get(url)).resolves.toMatchObject({ status: 200, data: TRACK });
  });

  it('that redirect are not followed', async () => {
    const { url } = await ScriptedServer.start((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    });
    const { http } = client();
    expect((await failureOf(http.get(url))).response).toMatchObject({ status: 302, data: '' });
    const viaAxios = await failureOf(http.get(url, { responseType: 'stream' }));
    expect(viaAxios.response).toMatchObject({ status: 302 });
  });
});

describe('failures', () => {
  it.each([
    [404, 'ERR_BAD_REQUEST'],
    [503, 'ERR_BAD_RESPONSE'],
  ])('with status %i are an AxiosError with the response', async (status, code) => {
    const { url } = await ScriptedServer.start((_request, response) => {
      response.statusCode = status;
      json(response, { error: { status, message: 'No' } });
    });
    const error = await failureOf(client().http.get(url));
    expect(error).toMatchObject({
      name: 'AxiosError',
      code,
      status,
      message: `Request failed with status code ${status}`,
      config: { url },
      response: { status, data: { error: { status, message: 'No' } } },
    });
  });

  it('to connect are ECONNREFUSED on a closed port, and ENOTFOUND for an unknown host', async () => {
    const { http } = client();
    const refused = await failureOf(http.get('http://127.0.0.1:1/'));
    expect(refused).toMatchObject({ code: 'ECONNREFUSED', request: { method: 'GET', path: '/' } });
    expect(refused.cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(refused.response).toBeUndefined();
    const unknown = await failureOf(http.get('http://nowhere.invalid/'));
    expect(unknown.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['a socket ended', (socket) => socket.end(), 'ECONNRESET'],
    ['a socket reset', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    [
      'a body cut short',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":'),
      'ECONNRESET',
    ],
    [
      'a body cut short, last on its connection',
      (socket) =>
        socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n{"id":'),
      'ECONNRESET',
    ],
    [
      'chunks cut short',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{"id":'),
      'ECONNRESET',
    ],
    [
      'chunks cut short, last on their connection',
      (socket) =>
        socket.end(
          'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{"id":',
        ),
      'ERR_BAD_RESPONSE',
    ],
    [
      'a bad chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n'),
      'ERR_BAD_RESPONSE',
    ],
    [
      'a response that is not HTTP',
      (socket) => socket.end('220 smtp ready\r\n'),
      'ERR_BAD_RESPONSE',
    ],
  ])('by %s are an AxiosError with undici’s error as cause', async (_name, respond, code) => {
    const host = await serveRaw(respond);
    const error = await failureOf(client().http.get(`http://${host}`));
    expect(error.code).toBe(code);
    expect(error.cause).toBeDefined();
    expect(Object.keys(error)).not.toContain('cause');
    expect(error.response).toBeUndefined();
  });

  it('by a server without TLS at an https URL are an AxiosError', async () => {
    const host = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await failureOf(client().http.get(`https://${host}`));
    expect(error.code).toMatch(/SSL|TLS|EPROTO/);
    expect(error.cause).toBeDefined();
  });

  it.each([
    ['a body that is not gzip', Buffer.from('not gzip')],
    ['gzip cut short', gzipSync(JSON.stringify(TRACK)).subarray(0, 40)],
  ])('by %s are ERR_BAD_RESPONSE', async (_name, content) => {
    const { url } = await ScriptedServer.start((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(content);
    });
    const error = await failureOf(client().http.get(url));
    expect(error).toMatchObject({ code: 'ERR_BAD_RESPONSE' });
    expect(error.cause).toBeDefined();
  });

  it.each(['small', 'large', 'packed'])(
    'by a validateStatus that throws end their own call only, with a %s response',
    async (kind) => {
      const arrived = later<ServerResponse>();
      const { url } = await ScriptedServer.start((request, response) => {
        const body = JSON.stringify('x'.repeat(kind === 'small' ? 10 : 100_000));
        if (request.url === '/other') arrived.resolve(response);
        else if (kind !== 'packed') response.end(body);
        else response.setHeader('content-encoding', 'gzip').end(gzipSync(body));
      });
      const { adapter, http } = client();
      const other = http.get<unknown>(`${url}/other`);
      const waiting = await arrived.promise;
      const refused = http.get(url, {
        validateStatus: () => {
          throw new Error('mine');
        },
      });
      await expect(refused).rejects.toThrow(/^mine$/);
      const closing = adapter.close();
      json(waiting);
      expect(await other).toMatchObject({ data: TRACK });
      await closing;
    },
  );

  it('have no request header in their error', async () => {
    const host = await serveRaw((socket) => socket.destroy());
    const headers = { Authorization: 'Bearer s3cret' };
    const error = await failureOf(client().http.get(`http://${host}`, { headers }));
    const { message, stack, request, cause } = error;
    expect(JSON.stringify({ message, stack, request: request as unknown, cause })).not.toContain(
      's3cret',
    );
  });
});

describe('many large responses at once', () => {
  it.each([
    ['', undefined],
    [', compressed', (body: string) => gzipSync(body)],
  ])('are parsed at two of 100 KB per turn of the event loop%s', async (_, pack) => {
    const { http } = client({}, 60);
    const url = await serveTogether(60, pack);
    const ended = await endings(Array.from({ length: 60 }, () => () => http.get(url)));
    expect(Math.max(...ended)).toBeLessThanOrEqual(2);
  });

  it('do not delay a small one', async () => {
    const { http } = client({}, 61);
    const url = await serveTogether(61);
    const order: string[] = [];
    const paths = [...Array<string>(60).fill('/large'), '/small'];
    await Promise.all(paths.map((path) => http.get(url + path).then(() => order.push(path))));
    expect(order.indexOf('/small')).toBeLessThan(50);
  });

  it('end one that is aborted while it waits', async () => {
    const { http } = client({}, 60);
    const url = await serveTogether(60);
    const caller = new AbortController();
    const others = Array.from({ length: 59 }, () => http.get(url));
    const last = http.get(url, { signal: caller.signal });
    await Promise.race(others);
    caller.abort();
    expect(isCancel(await failureOf(last))).toBe(true);
    await Promise.all(others);
  });
});

describe('maxContentLength', () => {
  it('ends a response that does not end', async () => {
    const closed = later<void>();
    const { url } = await ScriptedServer.start((_request, response) => {
      response.on('close', () => closed.resolve());
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
      };
      response.on('drain', write);
      write();
    });
    const error = await failureOf(client().http.get(url, { maxContentLength: 5000 }));
    expect(error).toMatchObject({
      code: 'ERR_BAD_RESPONSE',
      message: 'maxContentLength size of 5000 exceeded',
    });
    await closed.promise;
  });

  it('counts decompressed bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    const { url } = await ScriptedServer.start((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(bomb);
    });
    const { http } = client();
    const limited = await failureOf(http.get(url, { maxContentLength: bomb.length }));
    expect(limited.message).toBe(`maxContentLength size of ${bomb.length} exceeded`);
    const unlimited = await failureOf(http.get(url));
    expect(unlimited.message).toBe(`maxContentLength size of ${4 * 1024 * 1024} exceeded`);
    const { data } = await http.get<Buffer>(url, {
      maxContentLength: -1,
      responseType: 'arraybuffer',
    });
    expect(data).toHaveLength(40 * 1024 * 1024);
  });

  it('accepts a body of exactly that size', async () => {
    const { url } = await ScriptedServer.start((_request, response) => void response.end('12345'));
    const { data } = await client().http.get<unknown>(url, { maxContentLength: 5 });
    expect(data).toBe(12345);
  });
});

/** Servers that stop at each stage of a response. */
const STALLS: [string, RequestListener][] = [
  ['before the headers', () => {}],
  ['in the body', (_request, response) => void response.writeHead(200).write('{"id":')],
];

describe('timeout', () => {
  it.each(STALLS)('ends a request that hangs %s', async (_stage, stall) => {
    const closed = later<void>();
    const { url } = await ScriptedServer.start((request, response) => {
      response.on('close', () => closed.resolve());
      stall(request, response);
    });
    const error = await failureOf(client({ timeout: 30 }).http.get(url));
    expect(error).toMatchObject({ code: 'ECONNABORTED', message: 'timeout of 30ms exceeded' });
    await closed.promise;
  });

  it('has the error code and message that axios’ options say', async () => {
    const { url } = await ScriptedServer.start(() => {});
    const { http } = client({ timeout: 10, timeoutErrorMessage: 'too slow' });
    const transitional = { clarifyTimeoutError: true };
    expect(await failureOf(http.get(url, { transitional }))).toMatchObject({
      code: 'ETIMEDOUT',
      message: 'too slow',
    });
  });

  it('leaves no timer behind after a response', async () => {
    const { url } = await ScriptedServer.start((_request, response) => void json(response));
    const clear = jest.spyOn(globalThis, 'clearTimeout');
    const set = jest.spyOn(globalThis, 'setTimeout');
    await client({ timeout: 12_345 }).http.get(url);
    const timer = set.mock.results[set.mock.calls.findIndex(([, ms]) => ms === 12_345)]?.value;
    expect(timer).toBeDefined();
    expect(clear.mock.calls.map(([cleared]) => cleared)).toContain(timer);
  });

  it('holds no response in a timer that outlives it', async () => {
    const { url } = await ScriptedServer.start((_request, response) => void json(response));
    const { http } = client({ timeout: 12_345 });
    const set = jest.spyOn(globalThis, 'setTimeout'); // holds on to the timers, and what they refer to
    const response = new WeakRef((await http.get<object>(url)).data);
    await new Promise(setImmediate);
    collectGarbage();
    expect(set.mock.calls.map(([, ms]) => ms)).toContain(12_345);
    expect(response.deref()).toBeUndefined();
  });
});

describe('signal', () => {
  it.each(STALLS)('ends a request that hangs %s', async (_stage, stall) => {
    const arrived = later<void>();
    const closed = later<void>();
    const { url } = await ScriptedServer.start((request, response) => {
      response.on('close', () => closed.resolve());
      stall(request, response);
      setImmediate(() => arrived.resolve());
    });
    const { signal, ...controller } = withAbort();
    const failure = failureOf(client().http.get(url, { signal }));
    await arrived.promise;
    controller.abort();
    const error = await failure;
    expect(isCancel(error)).toBe(true);
    expect(error).toMatchObject({ code: 'ERR_CANCELED', config: { url } });
    expect(listeners(signal)).toBe(0);
    await closed.promise;
  });

  it('that has aborted before stops a call before any request', async () => {
    const arrived = jest.fn<RequestListener>();
    const { url } = await ScriptedServer.start(arrived);
    const { adapter, http } = client();
    const signal = AbortSignal.abort();
    expect(isCancel(await failureOf(http.get(url, { signal })))).toBe(true);
    const { headers } = await http.get('data:,').catch((error: AxiosError) => error.config!);
    const direct = adapter({ url, method: 'get', headers: headers as never, signal });
    expect(isCancel(await failureOf(direct))).toBe(true);
    expect(arrived).not.toHaveBeenCalled();
  });

  it('ends a queued request, and leaves the others their sockets', async () => {
    const held: ServerResponse[] = [];
    const firstArrived = later<void>();
    const paths: (string | undefined)[] = [];
    const { url, connections } = await ScriptedServer.start((request, response) => {
      paths.push(request.url);
      if (paths.length > 1) return json(response);
      held.push(response);
      firstArrived.resolve();
      return undefined;
    });
    const { http } = client({ baseURL: url }, 1);
    const { signal, abort } = withAbort();
    const first = http.get('/first');
    const second = failureOf(http.get('/second', { signal }));
    const third = http.get('/third');
    await firstArrived.promise;
    abort();
    expect(isCancel(await second)).toBe(true);
    for (const response of held) json(response);
    await Promise.all([first, third]);
    expect(paths).toEqual(['/first', '/third']);
    expect(connections.total).toBe(1);
  });

  it('has no listener left after a response', async () => {
    const { url } = await ScriptedServer.start((_request, response) => void json(response));
    const { signal } = withAbort();
    await client().http.get(url, { signal });
    expect(listeners(signal)).toBe(0);
  });
});

function listeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}

function withAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

describe('sockets', () => {
  it('are never more than `concurrency`', async () => {
    const { url, connections } = await ScriptedServer.start((_request, response) => {
      setImmediate(() => json(response));
    });
    const { http } = client({ baseURL: url }, 3);
    await Promise.all(Array.from({ length: 30 }, () => http.get('/')));
    expect(connections).toMatchObject({ most: 3, total: 3 });
  });

  it('are reused by calls one after another', async () => {
    const { url, connections } = await ScriptedServer.start(
      (_request, response) => void json(response),
    );
    const { http } = client({ baseURL: url });
    for (let calls = 0; calls < 9; calls += 1) await http.get('/');
    expect(connections.total).toBeLessThanOrEqual(2);
  });

  it('stay open until requests in flight are done when closed, and accept no more', async () => {
    const arrived = later<ServerResponse>();
    const { url, connections } = await ScriptedServer.start((_request, response) =>
      arrived.resolve(response),
    );
    const { adapter, http } = client();
    const call = http.get(url);
    const response = await arrived.promise;
    const closing = adapter.close();
    expect((await failureOf(http.get(url))).code).toBe('UND_ERR_CLOSED');
    expect((await failureOf(http.get('http://127.0.0.1:1/'))).code).toBe('UND_ERR_CLOSED');
    json(response);
    await expect(call).resolves.toMatchObject({ data: TRACK });
    await closing;
    await adapter.close();
    expect(connections.total).toBe(1);
  });

  it('end at once when destroyed, with the reason as the cause of the errors', async () => {
    const arrived = later<void>();
    const { url } = await ScriptedServer.start(() => arrived.resolve());
    const { adapter, http } = client({}, 1);
    const calls = [failureOf(http.get(url)), failureOf(http.get(url))];
    await arrived.promise;
    const reason = new Error('the application shuts down');
    await adapter.destroy(reason);
    for (const error of await Promise.all(calls)) expect(error.cause).toBe(reason);
    await adapter.destroy();
    expect((await failureOf(http.get(url))).code).toBe('UND_ERR_DESTROYED');
  });
});

describe('the axios instance', () => {
  it('runs interceptors, synchronous or not, and sends its default headers', async () => {
    const { url } = await ScriptedServer.start(
      (request, response) => void json(response, request.headers),
    );
    const { http } = client({ baseURL: url });
    http.defaults.headers.common['X-Common'] = 'c';
    http.defaults.headers.get['X-Get'] = 'g';
    http.interceptors.request.use(async (config) => {
      config.headers.set('X-Async', 'a');
      return config;
    });
    http.interceptors.request.use(
      (config) => {
        config.headers.set('X-Sync', 's');
        return config;
      },
      null,
      { synchronous: true },
    );
    http.interceptors.response.use((response) => ({ ...response, statusText: 'seen' }));
    const { data, statusText } = await http.get<unknown>('/');
    expect(data).toMatchObject({ 'x-common': 'c', 'x-get': 'g', 'x-async': 'a', 'x-sync': 's' });
    expect(statusText).toBe('seen');
  });

  it('sends headers of its options, and none of the global axios', async () => {
    const { url } = await ScriptedServer.start(
      (request, response) => void json(response, request.headers),
    );
    axios.defaults.headers.common['X-Global'] = 'leaks';
    onCleanup(() => delete axios.defaults.headers.common['X-Global']);
    const { http } = client({ headers: { 'X-Own': '1' } });
    const { data } = await http.get<Record<string, unknown>>(url);
    expect(data['x-own']).toBe('1');
    expect(data).not.toHaveProperty('x-global');
  });

  it('uses the user’s agent where there is one', async () => {
    const { url } = await ScriptedServer.start(
      (request, response) => void json(response, { url: request.url }),
    );
    const httpAgent = new Agent();
    onCleanup(() => httpAgent.destroy());
    const opened = jest.spyOn(httpAgent, 'createConnection');
    const { http } = client({ httpAgent });
    await expect(http.get(`${url}/a`)).resolves.toMatchObject({ data: { url: '/a' } });
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('uses the user’s proxy where there is one', async () => {
    const proxy = await ScriptedServer.start(
      (request, response) => void json(response, { requested: request.url }),
    );
    const { hostname, port } = new URL(proxy.url);
    const { http } = client({ proxy: { host: hostname, port: Number(port), protocol: 'http' } });
    const { data } = await http.get<unknown>('http://api.spotify.invalid/v1/markets');
    expect(data).toEqual({ requested: 'http://api.spotify.invalid/v1/markets' });
  });

  it('uses the proxy of the environment, unless the option says no', async () => {
    const proxy = await ScriptedServer.start(
      (request, response) => void json(response, { requested: request.url }),
    );
    process.env['http_proxy'] = proxy.url;
    onCleanup(() => delete process.env['http_proxy']);
    const { http } = client();
    const { data } = await http.get<unknown>('http://api.spotify.invalid/');
    expect(data).toEqual({ requested: 'http://api.spotify.invalid/' });
    const direct = await failureOf(http.get('http://api.spotify.invalid/', { proxy: false }));
    expect(direct.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('gives a user’s adapter the config that axios’ own gets', async () => {
    const { http } = client({
      adapter: async (config) => ({
        data: `{"sent":${String(config.data)}}`,
        status: 200,
        statusText: 'OK',
        headers: {},
        config,
      }),
    });
    await expect(http.post('/', { a: 1 })).resolves.toMatchObject({ data: { sent: { a: 1 } } });
  });
});

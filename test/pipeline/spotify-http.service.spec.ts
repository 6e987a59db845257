import { getEventListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { assert, asyncProperty, string, tuple, uniqueArray } from 'fast-check';
import {
  type QueryParams,
  SpotifyBadRequestError,
  SpotifyNotFoundError,
  SpotifyTimeoutError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer, ok } from '../support/scripted-server.js';

describe('SpotifyHttpService', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  it.each([
    '//evil.example/x',
    'http://evil.example/x',
    '/../../x',
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
  ])('rejects the path %j before any request', async (path) => {
    const { http } = await client(server);
    await expect(http.get(path)).rejects.toThrow(SpotifyBadRequestError);
    expect(server.requests).toEqual([]);
  });

  it('sends a percent-encoded slash unchanged', async () => {
    const { http } = await client(server);
    await http.get('/albums/..%2f..');
    expect(server.apiRequests().map(({ url }) => url)).toEqual(['/v1/albums/..%2f..']);
  });

  it('sends any names and values of parameters as they are', async () => {
    const { http } = await client(server);
    const text = string({ unit: 'binary', minLength: 1, maxLength: 8 });
    await assert(
      asyncProperty(
        uniqueArray(tuple(text, text), { selector: ([name]) => name }),
        async (pairs) => {
          server.requests.length = 0;
          const params = Object.fromEntries(pairs);
          await http.get('/search', params);
          const [url] = server.apiUrls();
          expect(Object.fromEntries(url!.searchParams)).toEqual(params);
        },
      ),
      {
        numRuns: 30,
        examples: [
          [
            [
              ['a&b', 'c=d'],
              ['#', '+ %'],
              ['q', '\u2028'],
            ],
          ],
        ],
      },
    );
  });

  it.each([
    null,
    NaN,
    {},
    Symbol('q'),
    () => 'q',
    new Map(),
    Object.create(null),
    { token: 'BQ-secret' },
    [undefined],
    [['a']],
  ])('refuses a parameter that is %p before any request', async (value) => {
    const { http } = await client(server);
    const params = { q: value } as unknown as QueryParams;
    const error: unknown = await http.get('/search', params).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyBadRequestError);
    expect(error).toHaveProperty('message', expect.stringContaining('the parameter q is '));
    expect(inspect(error)).not.toContain('BQ-secret');
    expect(server.requests).toEqual([]);
  });

  it.each([{ q: 'cut \ud83d' }, { 'cut \udfb5': '1' }])(
    'refuses the parameters %j before any request, because half of a character cannot be sent',
    async (params) => {
      const { http } = await client(server);
      const error: unknown = await http.get('/search', params).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyBadRequestError);
      expect(error).toHaveProperty('message', expect.stringContaining('half of a character'));
      expect(server.requests).toEqual([]);
    },
  );

  describe.each([undefined, 'http'] as const)('an attempt over the adapter %s', (adapter) => {
    const stages: Record<string, RequestListener> = {
      'before its headers': () => {},
      'in its body': (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok"');
      },
      'in a body that arrives byte by byte': (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    };

    it.each(Object.keys(stages))('ends by the timeout when it hangs %s', async (stage) => {
      const { http } = await client(server, { timeout: 100, http: adapter && { adapter } });
      server.respond = stages[stage]!;
      await expect(http.get('/markets')).rejects.toThrow(SpotifyTimeoutError);
    });

    it.each(Object.keys(stages))('ends with the signal when it hangs %s', async (stage) => {
      const { http } = await client(server, { http: adapter && { adapter } });
      const caller = new AbortController();
      server.respond = (request, response) => {
        stages[stage]!(request, response);
        // Most likely within the stage, and right at any time.
        setTimeout(() => caller.abort(new Error('enough')), 20);
      };
      await expect(http.get('/markets', {}, { signal: caller.signal })).rejects.toThrow('enough');
    });
  });

  it.each([Infinity, 2 ** 31, 1000])(
    'does not end a call before its deadline of %d ms',
    async (deadline) => {
      const { http } = await client(server);
      // Long enough for a timer to fire that overflows: it fires after 1 ms.
      server.respond = (request, response) => void setTimeout(() => ok(request, response), 20);
      expect(await http.get('/markets', {}, { deadline })).toEqual({ ok: true });
    },
  );

  it('does not count deadlines that were too short as failures of Spotify', async () => {
    const { http } = await client(server);
    await http.get('/warm');
    server.respond = (request, response) => {
      if (request.url?.endsWith('/slow')) return;
      ok(request, response);
    };
    for (let n = 0; n < 12; n += 1) {
      await expect(http.get('/slow', {}, { deadline: 5 })).rejects.toThrow(SpotifyTimeoutError);
    }
    expect(await http.get('/markets')).toEqual({ ok: true });
  });

  it('leaves no listener on a signal that outlives its call, with a deadline or without', async () => {
    const { http } = await client(server);
    const { signal } = new AbortController();
    const listening: number[] = [];
    server.respond = (request, response) => {
      listening.push(getEventListeners(signal, 'abort').length);
      ok(request, response);
    };
    await http.get('/markets', {}, { signal, deadline: 5000 });
    expect(listening[0]).toBeGreaterThan(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('sends a new request after a failure', async () => {
    const { http } = await client(server);
    server.respond = (_, response) => response.writeHead(404).end();
    await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
    server.respond = ok;
    expect(await http.get('/markets')).toEqual({ ok: true });
  });

  it('sends one request for calls that start while an aborted one is still ending', async () => {
    const { http } = await client(server);
    await http.get('/warm');
    const waiting: (() => void)[] = [];
    server.respond = (request, response) => void waiting.push(() => ok(request, response));
    const arrivals = async (count: number) => {
      while (waiting.length < count) await setImmediate();
    };
    const caller = new AbortController();
    const first = http.get('/x', {}, { signal: caller.signal });
    await arrivals(1);
    const second = first.catch(async () => http.get('/x')); // the aborted request has not ended yet
    caller.abort(new Error('enough'));
    await arrivals(2);
    const third = http.get('/x');
    const other = http.get('/other');
    await arrivals(3);
    for (const respond of waiting) respond();
    expect(await Promise.all([second, third, other])).toHaveLength(3);
    expect(server.apiRequests().map(({ url }) => url)).toEqual([
      '/v1/warm',
      '/v1/x',
      '/v1/x',
      '/v1/other',
    ]);
  });

  it('sends no request, not even for a token, when the signal has aborted before', async () => {
    const { http } = await client(server);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(http.get('/markets', {}, { signal })).rejects.toThrow('enough');
    expect(server.requests).toEqual([]);
  });
});

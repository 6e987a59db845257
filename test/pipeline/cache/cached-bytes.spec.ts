import { gzipSync } from 'node:zlib';
import { array, assert, asyncProperty, boolean, integer, record } from 'fast-check';
import { type ClientOptions, client } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { ScriptedServer, sendJson } from '../../support/scripted-server.js';

const PATH = '/search?q=a';

interface Found {
  name: string;
  list: { n: number }[];
}

async function start(options: ClientOptions = {}) {
  const body: Found = { name: 'Für 東京 🎵', list: [{ n: 1 }] };
  const server = await ScriptedServer.start((_, response) =>
    sendJson(response, body, 200, { 'cache-control': 'max-age=60' }),
  );
  const { http } = await client(server, { cache: {}, ...options });
  return { body, server, http, get: () => http.get<Found>(PATH) };
}

describe('a response that is cached as bytes', () => {
  it('is the first caller’s own object, and the same frozen object for all later callers', async () => {
    const { body, server, get } = await start();
    const first = await get();
    first.list[0]!.n = 2;
    first.name = 'changed';
    const second = await get();
    expect(second).toEqual(body);
    expect(await get()).toBe(second);
    expect(() => {
      second.list[0]!.n = 3;
    }).toThrow(TypeError);
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('is decoded, whether compressed or with a byte order mark', async () => {
    const { body, server, get } = await start();
    server.respond = (_, response) => {
      const headers = { 'content-encoding': 'gzip', 'cache-control': 'max-age=60' };
      response.writeHead(200, headers).end(gzipSync(`\uFEFF${JSON.stringify(body)}`));
    };
    for (let n = 0; n < 3; n += 1) expect(await get()).toEqual(body);
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('does not depend on the socket’s buffer that it arrived in', async () => {
    const { server, http } = await start();
    server.respond = ({ url = '' }, response) =>
      sendJson(response, { url, fill: 'x'.repeat(1000) }, 200, { 'cache-control': 'max-age=60' });
    const paths = Array.from({ length: 300 }, (_, n) => `/albums/${n}`);
    for (const path of paths) await http.get(path);
    for (const path of paths) {
      expect(await http.get(path)).toMatchObject({ url: `/v1${path}` });
    }
    expect(server.apiRequests()).toHaveLength(paths.length);
  });

  it('is never another’s, however they come, are read, and leave', async () => {
    const { server, http } = await start({ cache: { maxBytes: 100_000, minTtl: 60_000 } });
    const latest = new Map<string, number>();
    server.respond = ({ url = '' }, response) => {
      const path = url.slice('/v1'.length);
      const n = server.requests.length;
      latest.set(path, n);
      sendJson(response, { path, n, fill: String(n).repeat((n * 7) % 300) });
    };
    const call = record({ number: integer({ min: 0, max: 250 }), isNew: boolean() });
    await assert(
      asyncProperty(array(call, { minLength: 200, maxLength: 400 }), async (calls) => {
        for (const { number, isNew } of calls) {
          const path = `/albums/${number}`;
          const read = await http.get(path, {}, { cache: isNew ? 'reload' : 'default' });
          const n = latest.get(path)!;
          expect(read).toEqual({ path, n, fill: String(n).repeat((n * 7) % 300) });
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe('responses that are cached as bytes', () => {
  it('have each the lifetime and the ETag of its own headers', async () => {
    const { server, http } = await start({ cache: { minTtl: 0 } });
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    server.respond = ({ url = '' }, response) => {
      const n = Number(/\d+$/.exec(url)![0]);
      const headers = { 'cache-control': `max-age=${(n % 7) * 20}`, etag: `"é-${n}"` };
      sendJson(response, { n }, 200, headers);
    };
    for (const n of numbers) await http.get(`/albums/${n}`);
    server.requests.length = 0;
    setClocksAhead(50);
    for (const n of numbers) expect(await http.get(`/albums/${n}`)).toEqual({ n });
    const stale = numbers.filter((n) => (n % 7) * 20 < 50);
    expect(server.apiRequests().map(({ headers }) => headers['if-none-match'])).toEqual(
      stale.map((n) => `"é-${n}"`),
    );
  });

  it('are each served stale while Spotify fails, or not, as its own headers say', async () => {
    const { server, http } = await start({ cache: { minTtl: 0 } });
    server.respond = ({ url = '' }, response) => {
      const mayBeStale = Number(/\d+$/.exec(url)![0]) % 2 === 0;
      const headers = { 'cache-control': `max-age=20${mayBeStale ? '' : ', must-revalidate'}` };
      sendJson(response, { url }, 200, headers);
    };
    const paths = Array.from({ length: 8 }, (_, n) => `/albums/${n}`);
    for (const path of paths) await http.get(path);
    setClocksAhead(50);
    server.respond = (_, response) => sendJson(response, {}, 503);
    const outcomes = await Promise.all(
      paths.map((path) =>
        http.get(path).then(
          () => 'stale',
          () => 'failed',
        ),
      ),
    );
    expect(outcomes).toEqual(paths.map((_, n) => (n % 2 === 0 ? 'stale' : 'failed')));
  });

  it.each([1, 100, Number.MAX_SAFE_INTEGER])('may take %d bytes', async (maxBytes) => {
    const { get, body, server } = await start({ cache: { maxBytes } });
    for (let n = 0; n < 3; n += 1) expect(await get()).toEqual(body);
    expect(server.apiRequests()).toHaveLength(maxBytes > 100 ? 1 : 3);
  });
});

describe('a response whose data is not what was received', () => {
  it('is cached as a response interceptor changed it', async () => {
    const { http, get, server } = await start();
    http.axiosRef.interceptors.response.use((response) => {
      (response.data as Found).name = 'from the interceptor';
      return response;
    });
    for (let n = 0; n < 3; n += 1)
      expect(await get()).toMatchObject({ name: 'from the interceptor' });
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('is cached as transformResponse changed it', async () => {
    const { get, body } = await start({
      http: { transformResponse: (text: string) => ({ length: text.length }) },
    });
    for (let n = 0; n < 2; n += 1) {
      expect(await get()).toEqual({ length: JSON.stringify(body).length });
    }
  });
});

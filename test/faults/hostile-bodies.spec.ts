import { constants } from 'node:buffer';
import { brotliCompressSync, deflateSync, gzipSync, constants as zlib } from 'node:zlib';
import { jest } from '@jest/globals';
import { Axios, type AxiosAdapter } from 'axios';
import { assert, asyncProperty, constantFrom, integer, oneof } from 'fast-check';
import { SpotifyResponseError, type SpotifyModuleOptions } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer, type Responder } from '../support/scripted-server.js';

const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_CONTAINERS = 100_000;

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

/** A success of this body, in this Content-Encoding, with more headers: names and values in turn. */
function success(body: Buffer, encoding?: string, headers: readonly string[] = []): Responder {
  const encoded = encoding === undefined ? [] : ['content-encoding', encoding];
  return (_, response) => {
    response.writeHead(200, ['content-type', 'application/json', ...encoded, ...headers]).end(body);
  };
}

/** An adapter as a user may write it, without limits. */
const ofTheUsers: AxiosAdapter = async (config) => {
  const response = await fetch(new Axios({}).getUri(config), {
    method: config.method,
    headers: config.headers as unknown as Record<string, string>,
    body: config.data as string,
  });
  const headers = Object.fromEntries(response.headers);
  const data = await response.text();
  return { data, status: response.status, statusText: '', headers, config };
};

const ADAPTERS: [string, SpotifyModuleOptions['http']][] = [
  ["the module's own", {}],
  ["axios' http", { adapter: 'http' }],
  ["axios' fetch", { adapter: 'fetch' }],
  ["a user's", { adapter: ofTheUsers }],
];
const WAYS = ['directly', "through all of axios' own code"];
const COMBINATIONS = ADAPTERS.flatMap(([name, http]) =>
  WAYS.map((way) => [name, way, http] as const),
);

async function clientOver(http: SpotifyModuleOptions['http'], way: string) {
  const { http: service } = await client(server, { http });
  if (way !== 'directly') service.axiosRef.defaults.transitional = {};
  return service;
}

const SHAPES = {
  'opening brackets': (n: number) => '['.repeat(n),
  'nested arrays': (n: number) => '['.repeat(n) + ']'.repeat(n),
  'nested objects': (n: number) => '{"a":'.repeat(n) + '1' + '}'.repeat(n),
  'empty objects': (n: number) => `[${'{},'.repeat(n)}{}]`,
  'empty arrays without an end': (n: number) => `[${'[],'.repeat(n)}`,
  'objects in pretty print': (n: number) =>
    `\n {"items" : [\n${'{ "id" : null },\n'.repeat(n)}null]}`,
  keys: (n: number) =>
    `{${Array.from({ length: n }, (_, i) => `"${i.toString(36)}":0`).join(',')}}`,
  'one long string': (n: number) => JSON.stringify({ name: '[{"'.repeat(n) }),
  numbers: (n: number) => `[${'1,'.repeat(n)}1]`,
} as const;

const ENCODINGS: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 4 } }),
};

function containersIn(text: string): number {
  return text.replace(/"(?:\\.|[^"\\])*"?/g, '').match(/[[{]/g)?.length ?? 0;
}

describe.each(COMBINATIONS)('over %s adapter, %s', (_adapter, way, http) => {
  it('any body ends the call with its value or with a SpotifyResponseError, and little is parsed', async () => {
    const service = await clientOver(http, way);
    await service.get('/warm');
    const parse = jest.spyOn(JSON, 'parse');
    const shape = constantFrom(...Object.values(SHAPES));
    const encoding = constantFrom(...Object.keys(ENCODINGS));
    const size = oneof(
      integer({ min: 1, max: 300 }),
      constantFrom(20_000, 60_000, 150_000, 1_500_000),
    );
    await assert(
      asyncProperty(shape, size, encoding, async (make, count, name) => {
        const text = make(count);
        server.respond = success(ENCODINGS[name]!(Buffer.from(text)), name);
        parse.mockClear();
        const outcome = await service.get('/tracks/1').then(
          () => 'read',
          (error: unknown) => (error instanceof SpotifyResponseError ? error.message : error),
        );
        const parsed = parse.mock.calls
          .map(([json]) => json)
          .filter((json) => json.length > 16_384);
        for (const json of parsed) expect(containersIn(json)).toBeLessThanOrEqual(MAX_CONTAINERS);
        const isTooLong = text.length > MAX_LENGTH;
        expect(outcome).toMatch(
          isTooLong ? /maxContentLength size of 4194304 exceeded/ : /^read$|^GET .*(?:JSON|levels)/,
        );
      }),
      { numRuns: 10 },
    );
    expect(server.apiRequests().length).toBeGreaterThan(10);
  }, 30_000);

  it.each([
    ['opening brackets', 100_000, 'levels'],
    ['nested arrays', 50_000, 'levels'],
    ['nested objects', 20_000, 'levels'],
    ['empty objects', 120_000, 'objects and arrays'],
    ['empty arrays without an end', 120_000, 'objects and arrays'],
    ['objects in pretty print', 120_000, 'objects and arrays'],
    ['keys', 260_000, 'keys'],
    ['one long string', 1_500_000, 'maxContentLength'],
  ] as const)(
    'a brotli bomb of %s is refused, and the message says why',
    async (shape, count, words) => {
      const service = await clientOver(http, way);
      const body = ENCODINGS['br']!(Buffer.from(SHAPES[shape](count)));
      server.respond = success(body, 'br');
      const error: unknown = await service.get('/tracks/1').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyResponseError);
      expect((error as Error).message).toContain(words);
    },
  );

  it('a body of 20 MB is refused', async () => {
    const service = await clientOver(http, way);
    server.respond = success(Buffer.alloc(20_000_000, '12345678'));
    await expect(service.get('/tracks/1')).rejects.toThrow(/maxContentLength size of 4194304/);
  });

  it('a body within the limits is read: numbers, long strings and brackets in them', async () => {
    const service = await clientOver(http, way);
    const value = { numbers: Array<number>(200_000).fill(1), text: '[{"\\'.repeat(200_000) };
    server.respond = success(gzipSync(JSON.stringify(value)), 'gzip');
    const read = await service.get('/tracks/1');
    expect(JSON.stringify(read) === JSON.stringify(value)).toBe(true); // toEqual takes seconds
  });

  it("headers named like the methods of axios' headers break nothing", async () => {
    const service = await clientOver(http, way);
    const names = [
      'normalize',
      'constructor',
      '__proto__',
      'get',
      'set',
      'has',
      'delete',
      'concat',
    ];
    const headers = [...names, ...names].flatMap((name) => [name, 'value']);
    server.respond = success(Buffer.from('{"id":"1"}'), undefined, [...headers, 'x-own', '1']);
    const response = await service.axiosRef.get<unknown>('/tracks/1');
    expect(response.data).toEqual({ id: '1' });
    expect(response.headers['x-own']).toBe('1');
    server.respond = success(Buffer.from('{"id":"2"}'), undefined, headers);
    expect(await service.get('/tracks/2')).toEqual({ id: '2' });
  });
});

it('a body longer than any string can be is an error even without a maxContentLength', async () => {
  const { http } = await client(server, { http: { maxContentLength: -1 }, timeout: 60_000 });
  const member = gzipSync(Buffer.alloc(1024 * 1024, ' '));
  const members = Array<Buffer>(Math.ceil(constants.MAX_STRING_LENGTH / 1024 / 1024) + 1).fill(
    member,
  );
  server.respond = success(Buffer.concat(members), 'gzip');
  await expect(http.get('/tracks/1')).rejects.toThrow(SpotifyResponseError);
}, 60_000);

it('a larger maxContentLength holds where it is set, and so do the other bounds', async () => {
  const { http } = await client(server, { http: { maxContentLength: 8 * 1024 * 1024 } });
  const text = 'x'.repeat(6 * 1024 * 1024);
  server.respond = success(Buffer.from(JSON.stringify([text])));
  expect(await http.get('/tracks/1')).toEqual([text]);
  server.respond = success(Buffer.from(SHAPES['empty objects'](2_000_000)));
  await expect(http.get('/tracks/1')).rejects.toThrow(/objects and arrays/);
});

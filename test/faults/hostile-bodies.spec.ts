import { constants } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { assert, asyncProperty, constantFrom, integer, oneof } from 'fast-check';
import { SpotifyResponseError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { clientOver, COMBINATIONS } from './combinations.js';
import { ENCODINGS, SHAPES, success } from './hostile.js';

const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_CONTAINERS = 100_000;
const MAX_KEYS = 250_000;
const MAX_LEVELS = 64;

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

/** What JSON would be parsed to, valid or not. */
function countIn(text: string) {
  const structure = text.replace(/"(?:\\.|[^"\\])*"?/g, '');
  const count = { containers: 0, keys: 0, levels: 0 };
  let level = 0;
  for (const character of structure) {
    if (character === ':') count.keys += 1;
    else if (character === ']' || character === '}') level -= 1;
    else if (character === '[' || character === '{') {
      count.containers += 1;
      count.levels = Math.max(count.levels, (level += 1));
    }
  }
  return count;
}

describe.each(COMBINATIONS)('over %s adapter, %s', (_adapter, way, http) => {
  it('any body ends the call with its value or with a SpotifyResponseError, and little is parsed', async () => {
    const service = await clientOver(server, http, way);
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
          .filter((json) => json.length > 131_072);
        for (const json of parsed) {
          expect(json.length).toBeLessThanOrEqual(MAX_LENGTH);
          const { containers, keys, levels } = countIn(json);
          expect(containers).toBeLessThanOrEqual(MAX_CONTAINERS);
          expect(keys).toBeLessThanOrEqual(MAX_KEYS);
          expect(levels).toBeLessThanOrEqual(MAX_LEVELS);
        }
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
    ['opening brackets', 200_000, 'levels'],
    ['nested arrays', 100_000, 'levels'],
    ['nested objects', 40_000, 'levels'],
    ['empty objects', 120_000, 'objects and arrays'],
    ['empty arrays without an end', 120_000, 'objects and arrays'],
    ['objects in pretty print', 120_000, 'objects and arrays'],
    ['keys', 260_000, 'keys'],
    ['one long string', 1_500_000, 'maxContentLength'],
  ] as const)(
    'a brotli bomb of %s is refused, and the message says why',
    async (shape, count, words) => {
      const service = await clientOver(server, http, way);
      const body = ENCODINGS['br']!(Buffer.from(SHAPES[shape](count)));
      server.respond = success(body, 'br');
      const error: unknown = await service.get('/tracks/1').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyResponseError);
      expect((error as Error).message).toContain(words);
    },
  );

  it('a body of 20 MB is refused', async () => {
    const service = await clientOver(server, http, way);
    server.respond = success(Buffer.alloc(20_000_000, '12345678'));
    await expect(service.get('/tracks/1')).rejects.toThrow(/maxContentLength size of 4194304/);
  });

  it('a body within the limits is read: numbers, long strings and brackets in them', async () => {
    const service = await clientOver(server, http, way);
    const value = { numbers: Array<number>(200_000).fill(1), text: '[{"\\'.repeat(200_000) };
    server.respond = success(gzipSync(JSON.stringify(value)), 'gzip');
    const read = await service.get('/tracks/1');
    expect(JSON.stringify(read) === JSON.stringify(value)).toBe(true); // toEqual takes seconds
  });

  it("headers named like the methods of axios' headers break nothing", async () => {
    const service = await clientOver(server, http, way);
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

import { brotliCompressSync, deflateSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Responder } from '../support/scripted-server.js';

/** A success of this body, in this Content-Encoding, with more headers: names and values in turn. */
export function success(
  body: Buffer,
  encoding?: string,
  headers: readonly string[] = [],
): Responder {
  const encoded = encoding === undefined ? [] : ['content-encoding', encoding];
  return (_, response) => {
    response.writeHead(200, ['content-type', 'application/json', ...encoded, ...headers]).end(body);
  };
}

/** Bodies that cost more to read than to send, each `n` times something. */
export const SHAPES = {
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

export const ENCODINGS: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 4 } }),
};

const packed = (text: string) => success(ENCODINGS['br']!(Buffer.from(text)), 'br');
const json = (text: string | Buffer, headers: readonly string[] = []) =>
  success(Buffer.from(text), undefined, headers);
const failure =
  (status: number, body: string, headers: readonly string[] = []): Responder =>
  (_, response) => {
    response.writeHead(status, ['content-type', 'application/json', ...headers]).end(body);
  };
/** ESC, BEL, a line break, and a character that turns the direction of text. */
const CONTROLS = '\u001B[31m\u0007\r\n\u202E';

/** Small answers of a hostile server. Each ends a call at once, with a value or with one of this library's errors. */
export const HOSTILE = {
  'a bomb of opening brackets': packed(SHAPES['opening brackets'](1_000_000)),
  'a bomb of empty objects': packed(SHAPES['empty objects'](500_000)),
  'a bomb of keys': packed(SHAPES.keys(260_000)),
  'a bomb of blanks': success(gzipSync(' '.repeat(8_000_000)), 'gzip'),
  'opening brackets': json(SHAPES['opening brackets'](15_000)),
  'nested objects': json(SHAPES['nested objects'](2000)),
  'an encoding that it is not': success(Buffer.from('{"a":1}'), 'br'),
  'an encoding of another name': success(Buffer.from('{"a":1}'), 'zstd, x'),
  'bytes that are no UTF-8': json(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'a text': json('"text"'),
  null: json('null'),
  'a number without end': json('1e999'),
  'a list where an object is due': json('[]'),
  'a prototype': json('{"__proto__":{"then":1},"constructor":{"prototype":{}}}'),
  'a thenable': json('{"then":"x","toJSON":1,"toString":null}'),
  'an error with status 200': json('{"error":{"status":502,"message":"x"}}'),
  'an error of no form': json('{"error":{"status":"x","message":{"toString":1}}}'),
  'header names of methods': json('{"id":"1"}', ['normalize', 'x', '__proto__', 'y', 'get', 'z']),
  'headers that mean nothing': json('{"id":"1"}', [
    'cache-control',
    'max-age=1e999, =,,"',
    'age',
    '-1',
    'vary',
    ', ,*x',
    'etag',
    '""',
  ]),
  'a message of control characters': failure(400, JSON.stringify({ error: { message: CONTROLS } })),
  'a message of a megabyte': failure(
    403,
    JSON.stringify({ error: { message: 'x'.repeat(1_000_000) } }),
  ),
  'an error in a bomb': (_, response) => {
    const body = ENCODINGS['br']!(Buffer.from(SHAPES['opening brackets'](1_000_000)));
    response.writeHead(500, { 'content-encoding': 'br' }).end(body);
  },
  'a redirect to another host': failure(302, '', ['location', 'http://127.0.0.1:1/token']),
  'a redirect without an address': failure(307, ''),
  'a 304 that was not asked for': failure(304, ''),
  'no content': failure(204, ''),
  'a status of no class': failure(799, '{}'),
  'a retry-after that is no time': failure(503, '{}', ['retry-after', '-1e999']),
} as const satisfies Record<string, Responder>;

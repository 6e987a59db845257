import { gzipSync } from 'node:zlib';
import type { Responder } from '../support/scripted-server.js';

/** What the good responses contain. */
export const TRACK = JSON.stringify({ type: 'track', name: 'x'.repeat(500) });

const JSON_TYPE = { 'content-type': 'application/json' };
const zipped = gzipSync(TRACK);
const good = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${TRACK.length}\r\n\r\n${TRACK}`;
const chunked = (chunk: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`;

/** A whole response with these headers and this body. */
const send =
  (status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): Responder =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

/** These bytes, and then the end of the connection. */
const endWith =
  (bytes: string): Responder =>
  ({ socket }) =>
    socket.end(bytes);

/** A good response. */
export const goodTrack = send(200, JSON_TYPE, TRACK);

/** What a server can do to a request that the library must report as a transient fault. */
export const FAULTS = {
  'a reset before the response': ({ socket }) => socket.resetAndDestroy(),
  'an end before the response': endWith(''),
  'a reset in the headers': ({ socket }) => {
    socket.write(good.slice(0, 20), () => socket.resetAndDestroy());
  },
  'a truncated body': endWith(good.slice(0, -100)),
  'a truncated chunked body': endWith(chunked('8\r\n{"type":\r\n')),
  'a chunk of no valid size': ({ socket }) => {
    socket.write(chunked('zz\r\n{}\r\n0\r\n\r\n'));
  },
  'a content that is not gzip': send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'no gzip'),
  'a cut gzip': send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, zipped.subarray(0, -12)),
  'cut JSON': send(200, JSON_TYPE, '{"type":"tra'),
  'HTML for JSON': send(200, { 'content-type': 'text/html' }, '<html></html>'),
  'an empty 200': send(200, {}, ''),
  'a response that is not HTTP': endWith('SSH-2.0-OpenSSH_9\r\n'),
  'two lengths': endWith('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello'),
  'headers of a megabyte': endWith(`HTTP/1.1 200 OK\r\nX-Bomb: ${'x'.repeat(1 << 20)}\r\n\r\n`),
  'a 500 in HTML': send(500, {}, '<h1>no</h1>'),
  'a 502 of nothing': send(502, {}, ''),
  'a 503 in JSON': send(503, JSON_TYPE, '{"error":{}}'),
  'silence before the headers': () => {},
  'silence in the body': (_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': TRACK.length });
    response.write(TRACK.slice(0, -10));
  },
  'a body that trickles': (_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': TRACK.length });
    response.write(TRACK.slice(0, 50));
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
  },
} as const satisfies Record<string, Responder>;

/** Unusual, but good responses. */
export const ODDITIES = {
  'a 103 first': (request, response) => {
    response.writeEarlyHints({ link: '</x>; rel=preload' }, () => goodTrack(request, response));
  },
  'headers doubled': (_, response) => {
    response.writeHead(200, [
      'Content-Type',
      'application/json',
      'Content-Type',
      'application/json',
      'ETag',
      '"a"',
      'ETag',
      '"b"',
    ]);
    response.end(TRACK);
  },
  'a body in two pieces': (_, response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': TRACK.length });
    response.write(TRACK.slice(0, 200), () => setImmediate(() => response.end(TRACK.slice(200))));
  },
  'a gzip': send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, zipped),
  'a response that ends with the connection': endWith(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n${TRACK}`,
  ),
} as const satisfies Record<string, Responder>;

/** Applies these to one request each, in turn, and then responds well. */
export function inOrder(faults: readonly Responder[], well: Responder): Responder {
  const left = [...faults];
  return (request, response) => (left.shift() ?? well)(request, response);
}

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

const TRACK = JSON.stringify({ type: 'track', name: 'x'.repeat(500) });

function answer(status: string, headers: readonly string[], body: string | Buffer): Buffer {
  const head = [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const JSON_TYPE = 'Content-Type: application/json';
const good = answer('200 OK', [JSON_TYPE, `Content-Length: ${TRACK.length}`], TRACK);
const length = (body: string | Buffer) => `Content-Length: ${body.length}`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const zipped = gzipSync(TRACK);

/** Writes as it is, and then ends the connection or leaves it open. */
type Fault = (socket: Socket) => void;

const write =
  (bytes: Buffer): Fault =>
  (socket) =>
    socket.write(bytes);

/** What a server can do to a request that the library must tell as a fault that may pass. */
export const FAULTS = {
  'a reset before the answer': (socket) => socket.resetAndDestroy(),
  'an end before the answer': (socket) => socket.end(),
  'a reset in the headers': (socket) => {
    socket.write(good.subarray(0, 20), () => socket.resetAndDestroy());
  },
  'a truncated body': (socket) => socket.end(good.subarray(0, -100)),
  'a truncated chunked body': (socket) => {
    const half = answer('200 OK', [JSON_TYPE, 'Transfer-Encoding: chunked'], chunk('{"type":'));
    socket.end(half);
  },
  'a chunk of no known size': write(
    answer('200 OK', [JSON_TYPE, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
  ),
  'a content that is no gzip': write(
    answer('200 OK', [JSON_TYPE, 'Content-Encoding: gzip', length('no gzip')], 'no gzip'),
  ),
  'a cut gzip': write(
    answer(
      '200 OK',
      [JSON_TYPE, 'Content-Encoding: gzip', length(zipped.subarray(0, -12))],
      zipped.subarray(0, -12),
    ),
  ),
  'cut JSON': write(answer('200 OK', [JSON_TYPE, length('{"type":"tra')], '{"type":"tra')),
  'HTML for JSON': write(
    answer('200 OK', ['Content-Type: text/html', length('<html></html>')], '<html></html>'),
  ),
  'an empty 200': write(answer('200 OK', ['Content-Length: 0'], '')),
  'no HTTP at all': (socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'),
  'two lengths': (socket) => {
    socket.end(answer('200 OK', ['Content-Length: 5', 'Content-Length: 7'], 'hello'));
  },
  'headers of a megabyte': (socket) => {
    socket.end(answer('200 OK', [`X-Bomb: ${'x'.repeat(1 << 20)}`], ''));
  },
  'a 500 in HTML': write(answer('500 Oops', [length('<h1>no</h1>')], '<h1>no</h1>')),
  'a 502 of nothing': write(answer('502 Bad Gateway', ['Content-Length: 0'], '')),
  'a 503 in JSON': write(
    answer('503 Unavailable', [JSON_TYPE, length('{"error":{}}')], '{"error":{}}'),
  ),
  'silence before the headers': () => {},
  'silence in the body': (socket) => {
    socket.write(good.subarray(0, -10));
  },
  'a body that trickles': (socket) => {
    socket.write(good.subarray(0, 120));
    const timer = setInterval(() => socket.write(' '), 10);
    socket.on('close', () => clearInterval(timer));
  },
} as const satisfies Record<string, Fault>;

/** Odd, but good answers. */
export const ODDITIES = {
  'a 103 first': write(
    Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), good]),
  ),
  'headers doubled': write(
    answer('200 OK', [JSON_TYPE, JSON_TYPE, 'ETag: "a"', 'ETag: "b"', length(TRACK)], TRACK),
  ),
  'a body in two pieces': (socket) => {
    socket.write(good.subarray(0, 200));
    setTimeout(() => socket.write(good.subarray(200)), 5);
  },
  'a gzip': write(answer('200 OK', [JSON_TYPE, 'Content-Encoding: gzip', length(zipped)], zipped)),
  'an answer until the end of the connection': (socket) => {
    socket.end(answer('200 OK', [JSON_TYPE, 'Connection: close'], TRACK));
  },
} as const satisfies Record<string, Fault>;

/** A server on a bare socket that does to each request what it is told. */
export class Laboratory {
  /** API requests that arrived. */
  requests = 0;
  grants = 0;
  /** What to do to the next API requests; when it is through, they get a good answer. */
  orders: Fault[] = [];
  /** The same for token requests. */
  grantOrders: Fault[] = [];
  readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.serve(socket));

  async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    let received = '';
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (!received.includes('\r\n\r\n')) return;
      const grant = received.startsWith('POST');
      if (grant && !received.endsWith('client_credentials')) return;
      received = '';
      const fault = grant ? this.grantOrders.shift() : this.orders.shift();
      if (grant) this.grants += 1;
      else this.requests += 1;
      (fault ?? write(grant ? token() : good))(socket);
    });
  }
}

function token(): Buffer {
  const body = '{"access_token":"token","token_type":"Bearer","expires_in":3600}';
  return answer('200 OK', [JSON_TYPE, length(body)], body);
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FakeResponse, FakeOutcome, FakeRequest } from './fake.request.js';

/** Smaller bodies are not compressed. */
const GZIP_MIN_BYTES = 1024;

/** Serves the fake over real sockets. */
export class FakeServer {
  /** The origin while listening. */
  url: string | undefined;

  private readonly server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    this.serve(incoming, response).catch((error: unknown) => {
      response.writeHead(500).end(`The fake failed: ${String(error)}`);
    });
  });

  constructor(private readonly handle: (request: FakeRequest) => Promise<FakeOutcome>) {}

  async listen(port: number, host: string): Promise<void> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The fake has no port.');
    this.url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    this.url = undefined;
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const mark = url.indexOf('?');
    const outcome = await this.handle({
      method,
      path: mark < 0 ? url : url.slice(0, mark),
      query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)),
      headers: headersOf(incoming.headers),
      body: method === 'GET' ? undefined : await read(incoming),
    });
    if (outcome === 'reset') incoming.socket.resetAndDestroy();
    else if (outcome !== 'hang') send(response, outcome, incoming.headers['accept-encoding']);
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: FakeResponse,
  accepted: unknown,
): void {
  let bytes = Buffer.from(body);
  const all: Record<string, string | number> = { ...headers };
  if (bytes.length > GZIP_MIN_BYTES) {
    all['vary'] = [headers['vary'], 'Accept-Encoding'].filter(Boolean).join(', ');
    if (typeof accepted === 'string' && /\bgzip\b(?!;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)) {
      bytes = gzipSync(bytes, { level: 1 });
      all['content-encoding'] = 'gzip';
    }
  }
  if (status !== 304 && status !== 204) all['content-length'] = bytes.length;
  response.writeHead(status, all).end(bytes);
}

function headersOf(headers: IncomingMessage['headers']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in headers) result[name] = String(headers[name]);
  return result;
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

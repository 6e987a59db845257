import { once } from 'node:events';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ServerHttp2Session } from 'node:http2';
import { onCleanup } from '../support/cleanup.js';
import type { Client } from '../support/client.js';
import { until } from '../support/until.js';
import { credentials } from './certificate.js';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;
export type Handler = (request: Request, response: Response) => unknown;

export async function listen(server: HttpServer | HttpsServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onCleanup(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export function sendJson(response: Response, body: unknown = { ok: true }, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  (response as ServerResponse).end(JSON.stringify(body));
}

/** A Spotify over TLS that grants tokens and counts sockets, HTTP/2 sessions and concurrent API requests. */
export async function secureSpotify(protocol: 'h2' | 'http/1.1') {
  const sessions: ServerHttp2Session[] = [];
  const counts = { sockets: 0, openSockets: 0, sessions, grants: 0, requests: 0, now: 0, most: 0 };
  const spotify = {
    counts,
    port: 0,
    handler: ((_, response) => sendJson(response)) as Handler,
    /** Headers of the API requests, in order. */
    received: [] as Request['headers'][],
    get accountsUrl() {
      return `https://localhost:${spotify.port}`;
    },
    get apiUrl() {
      return `${spotify.accountsUrl}/v1`;
    },
  };
  const serve = (request: Request, response: Response) => {
    if (request.url === '/api/token') {
      counts.grants += 1;
      const token = `token-${counts.grants}`;
      return sendJson(response, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
    }
    counts.requests += 1;
    spotify.received.push(request.headers);
    counts.most = Math.max(counts.most, (counts.now += 1));
    response.on('close', () => (counts.now -= 1));
    return spotify.handler(request, response);
  };
  const server =
    protocol === 'h2'
      ? createSecureServer(credentials, serve)
      : createServer({ ...credentials, ALPNProtocols: ['http/1.1'] }, serve);
  server.on('session', (session: ServerHttp2Session) => sessions.push(session));
  server.on('secureConnection', (socket: Socket) => {
    counts.sockets += 1;
    counts.openSockets += 1;
    socket.on('close', () => (counts.openSockets -= 1));
  });
  spotify.port = await listen(server as unknown as HttpsServer);
  return spotify;
}

/** Shuts the app down while a call waits for its response, and gives that response once the app has ended. */
export async function closeDuringCall(
  spotify: { handler: Handler },
  { app, http }: Client,
): Promise<unknown> {
  const held: (() => void)[] = [];
  spotify.handler = (_, response) => held.push(() => sendJson(response));
  const call = http.get('/markets');
  await until(() => held.length === 1);
  const closing = app.close();
  held[0]?.();
  const response = await call;
  await closing;
  return response;
}

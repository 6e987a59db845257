import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onCleanup } from './cleanup.js';

/** A request as it arrived. */
export interface ReceivedRequest extends IncomingMessage {
  /** The whole URL, also where it was requested through a proxy. */
  readonly target: URL;
  /** What a token request sent, once it has been granted. */
  body?: string;
}

/** Sends the response, or breaks the connection as a broken server would: `(request) => request.socket.destroy()`. */
export type Responder = (request: ReceivedRequest, response: ServerResponse) => void;

/**
 * A bare HTTP server that does what the test says, for what Spotify may do and the fake does not do. It grants `token-1`,
 * `token-2` and so on, and its API responds with `{"ok":true}`; set `respond` or `respondToGrant`, at any time, for more.
 *
 * @example
 * const server = await ScriptedServer.start();
 * const { http } = await client(server);
 * server.respond = (_, response) => sendJson(response, { error: { status: 404 } }, 404);
 * await expect(http.get('/markets')).rejects.toThrow(SpotifyNotFoundError);
 * expect(server.apiRequests()).toHaveLength(1);
 */
export class ScriptedServer {
  respondToGrant = json(async (request) => {
    const token = `token-${(this.granted += 1)}`;
    request.body = await text(request);
    return { access_token: token, token_type: 'Bearer', expires_in: 3600 };
  });
  /** Everything that arrived, oldest first. Set `length` to 0 to start anew. */
  readonly requests: ReceivedRequest[] = [];
  /** How many connections there are, were at most at a time, and have been. */
  readonly connections = { open: 0, most: 0, total: 0 };
  /** The origin. */
  url = '';
  private granted = 0;
  /** Idle connections stay open: a test that computes for seconds must not find them closed. */
  private readonly server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    const target = new URL(incoming.url ?? '', this.url);
    const request: ReceivedRequest = Object.assign(incoming, { target });
    this.requests.push(request);
    if (isGrant(request)) this.respondToGrant(request, response);
    else this.respond(request, response);
  });

  private constructor(public respond: Responder) {
    this.server.on('connection', (socket) => {
      const { connections } = this;
      connections.total += 1;
      connections.most = Math.max(connections.most, (connections.open += 1));
      socket.on('close', () => (connections.open -= 1));
    });
  }

  /** Listens on a free port until the test ends. */
  static async start(respond: Responder = ok): Promise<ScriptedServer> {
    const scripted = new ScriptedServer(respond);
    scripted.server.listen(0, '127.0.0.1');
    await once(scripted.server, 'listening');
    scripted.url = `http://127.0.0.1:${(scripted.server.address() as AddressInfo).port}`;
    onCleanup(() => scripted.close());
    return scripted;
  }

  get apiUrl(): string {
    return `${this.url}/v1`;
  }

  get accountsUrl(): string {
    return this.url;
  }

  apiRequests(): ReceivedRequest[] {
    return this.requests.filter((request) => !isGrant(request));
  }

  /** The URLs of `apiRequests()`. */
  apiUrls(): URL[] {
    return this.apiRequests().map(({ target }) => target);
  }

  tokenRequests(): ReceivedRequest[] {
    return this.requests.filter(isGrant);
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: OutgoingHttpHeaders = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
}

/** Responds with what `bodyOf` gives for a request, as JSON, as soon as it gives it. */
export function json(bodyOf: (request: ReceivedRequest) => unknown): Responder {
  return (request, response) => {
    void (async () => sendJson(response, await bodyOf(request)))();
  };
}

/** Responds with `{"ok":true}`. */
export const ok: Responder = (_, response) => sendJson(response, { ok: true });

function isGrant({ target }: ReceivedRequest): boolean {
  return target.pathname === '/api/token';
}

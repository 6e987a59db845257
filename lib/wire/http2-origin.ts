import { connect, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { errors } from 'undici';
import type { Connector } from './connectors.js';
import type { OutgoingRequest, ResponseHandler, Sender } from './sender.js';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

/** A session without requests is closed after so long, in ms: before most servers do it, and a request meets that. */
const IDLE_TIMEOUT_MS = 30_000;

/** How much a server may send ahead, in bytes, per stream and per session: at Node's 64 KiB a distant server waits. */
const STREAM_WINDOW_BYTES = 256 * 1024;
const SESSION_WINDOW_BYTES = 1024 * 1024;

interface Waiting {
  readonly request: OutgoingRequest;
  readonly handler: ResponseHandler;
  /** Whether the server has refused it once, unprocessed. */
  readonly refused: boolean;
}

export interface Http2OriginOptions {
  /** The most streams open at once. */
  readonly concurrency: number;
  /** Opens a socket that offers HTTP/2. */
  readonly connector: Connector;
  /** Creates what sends by HTTP/1.1 instead, over this first socket and others of its own. */
  readonly fallBack: (first: Socket) => Sender;
  /** Called when nothing is connected any more. */
  readonly onIdle: () => void;
}

/**
 * Sends requests to one https origin over one HTTP/2 session, or by HTTP/1.1 where the server does not speak HTTP/2.
 * The first connection finds out which, and all requests wait for it: twenty at once would otherwise open twenty.
 *
 * On node:http2, not undici: when a server ends a session in good order (GOAWAY), as nginx does every thousand requests,
 * undici 7 fails every request under way. Here those end as they would, and others begin on a new session.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113
 */
export class Http2Origin implements Sender {
  private readonly waiting: Waiting[] = [];
  private readonly sessions = new Set<ClientHttp2Session>();
  /** The session that takes new requests. */
  private current: ClientHttp2Session | undefined;
  private connecting = false;
  private streams = 0;
  private http1: Sender | undefined;
  private destroyed: Error | undefined;

  constructor(
    private readonly origin: string,
    private readonly options: Http2OriginOptions,
  ) {}

  dispatch(request: OutgoingRequest, handler: ResponseHandler): void {
    if (this.http1) {
      this.http1.dispatch(request, handler);
      return;
    }
    this.waiting.push({ request, handler, refused: false });
    this.sendWaiting();
  }

  async destroy(reason: Error = new errors.ClientDestroyedError()): Promise<void> {
    this.destroyed = reason;
    this.failWaiting(reason);
    for (const session of this.sessions) session.destroy(reason);
    await this.http1?.destroy(reason);
  }

  private sendWaiting(): void {
    while (this.streams < this.options.concurrency) {
      const next = this.waiting[0];
      if (!next) return;
      const session = this.current;
      if (!session || session.closed || session.destroyed) {
        this.connect();
        return;
      }
      this.waiting.shift();
      this.open(session, next);
    }
  }

  private connect(): void {
    if (this.connecting) return;
    this.connecting = true;
    const { protocol, host, hostname, port } = new URL(this.origin);
    const name = hostname.replace(/^\[|\]$/g, '');
    this.options.connector({ protocol, host, hostname: name, port }, (error, socket) => {
      this.connecting = false;
      if (this.destroyed) socket?.destroy();
      else if (error) this.failWaiting(error);
      else if ((socket as TLSSocket).alpnProtocol === 'h2') this.begin(socket);
      else this.speakHttp1(socket);
    });
  }

  private begin(socket: Socket): void {
    const session = connect(this.origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
    });
    this.sessions.add((this.current = session));
    session
      .on('connect', () => session.setLocalWindowSize(SESSION_WINDOW_BYTES))
      .on('error', () => {}) // its streams are told, and through them the calls
      .on('close', () => {
        this.sessions.delete(session);
        if (this.waiting.length > 0) this.sendWaiting();
        else this.reportIdle();
      })
      .setTimeout(IDLE_TIMEOUT_MS, () => session.close());
    session.unref(); // an idle session is no reason for the process to stay
    this.sendWaiting();
  }

  private speakHttp1(socket: Socket): void {
    this.http1 = this.options.fallBack(socket);
    for (const { request, handler } of this.waiting.splice(0)) {
      this.http1.dispatch(request, handler);
    }
  }

  private failWaiting(error: Error): void {
    for (const { handler } of this.waiting.splice(0)) handler.onResponseError(NO_STREAM, error);
    this.reportIdle();
  }

  private reportIdle(): void {
    if (this.sessions.size === 0 && this.waiting.length === 0) this.options.onIdle();
  }

  private open(session: ClientHttp2Session, { request, handler, refused }: Waiting): void {
    let failure: Error | undefined;
    let length: string | undefined;
    let received = 0;
    let responded = false;
    const controller = {
      abort: (reason: Error) => {
        if (!stream || stream.closed) return;
        failure ??= reason;
        stream.close(NGHTTP2_CANCEL);
        // Perhaps the connection is dead: what comes next gets a new one, and what is under way may still end here.
        if (reason.name !== 'CanceledError') session.close();
      },
    };
    const stream = this.request(session, request, handler, controller);
    if (!stream) return;
    this.streams += 1;
    session.ref();
    stream
      .on('response', (headers: IncomingHttpHeaders & { ':status'?: number }) => {
        const { ':status': status = 0, ...fields } = headers;
        responded = true;
        length = fields['content-length'];
        handler.onResponseStart(controller, status, fields, '');
      })
      .on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (!failure) handler.onResponseData(controller, chunk);
      })
      .on('error', (error) => (failure ??= error))
      .on('close', () => {
        this.streams -= 1;
        if (this.streams === 0) session.unref();
        const { rstCode } = stream;
        const isCut =
          request.method !== 'HEAD' && length !== undefined && Number(length) !== received;
        if (rstCode === NGHTTP2_REFUSED_STREAM && !responded && !refused && !this.destroyed) {
          this.waiting.unshift({ request, handler, refused: true }); // the server says that it has done nothing yet
        } else if (failure || !responded || isCut || rstCode !== NGHTTP2_NO_ERROR) {
          handler.onResponseError(controller, failure ?? streamError(rstCode));
        } else {
          handler.onResponseEnd();
        }
        this.sendWaiting();
      });
  }

  private request(
    session: ClientHttp2Session,
    { method, path, headers, body }: OutgoingRequest,
    handler: ResponseHandler,
    controller: { abort: (reason: Error) => void },
  ) {
    try {
      handler.onRequestStart(controller);
    } catch {
      return undefined; // it has ended while it waited, and thrown why
    }
    try {
      const fields = { ...headers, ':method': method, ':path': path };
      const stream = session.request(fields, { endStream: body === null });
      if (body !== null) stream.end(body);
      return stream;
    } catch (error) {
      handler.onResponseError(controller, error as Error);
      return undefined;
    }
  }
}

const NO_STREAM = { abort: () => {} };

function streamError(code: number): Error {
  return new errors.SocketError(`the server ended the response early (HTTP/2 code ${code})`);
}

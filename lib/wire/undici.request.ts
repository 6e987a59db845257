import {
  CanceledError,
  type AxiosError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { RequestController, ResponseHandler } from './sender.js';
import { ParseScheduler } from './parse-scheduler.js';
import { noteBody } from './response-body.js';
import { decode, isTooLarge, maxLengthOf, parse } from './undici.content.js';
import {
  connectionError,
  contentError,
  statusError,
  timedOut,
  tooLong,
  type RequestSummary,
} from './undici.errors.js';
import { type IncomingHeaders, UndiciHeaders } from './undici.headers.js';

const EMPTY = Buffer.alloc(0);

/** A body up to here is parsed without the scheduler: it takes a tenth of a millisecond. */
const SMALL_BODY_BYTES = 8 * 1024;

/** Refers to a request until it is done. */
interface RequestRef {
  handler: UndiciRequestHandler | undefined;
}

/** One for all clients: they share the event loop. */
const parseScheduler = new ParseScheduler();

/** One request on the wire, from dispatch to response: undici's handler, with axios' timeout, signal and limits. */
export class UndiciRequestHandler implements ResponseHandler {
  private controller: RequestController | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The timer holds this instead of the handler, so that a finished request (and its body) can be collected. */
  private readonly ref: RequestRef = { handler: this };
  private onAbort: (() => void) | undefined;
  /** Why the request ended before its response. */
  private failure: Error | undefined;
  private status = 0;
  private statusText = '';
  private headers: UndiciHeaders | undefined;
  private readonly chunks: Buffer[] = [];
  private received = 0;

  constructor(
    private readonly config: InternalAxiosRequestConfig,
    private readonly request: RequestSummary,
    private readonly resolve: (response: AxiosResponse) => void,
    private readonly reject: (error: Error) => void,
    /** Called once the request has its response or its error. */
    private readonly onDone: () => void,
  ) {
    const { timeout, signal } = config;
    if (timeout) this.timer = setTimeout(UndiciRequestHandler.expire, timeout, this.ref);
    if (signal) {
      this.onAbort = () => this.fail(new CanceledError(undefined, config, request));
      signal.addEventListener?.('abort', this.onAbort);
      if (signal.aborted) this.onAbort();
    }
  }

  /** Ends the request; if it is on a socket, that is closed. */
  fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.release();
    this.reject(error);
    this.controller?.abort(error);
  }

  private static expire(this: void, { handler }: RequestRef): void {
    handler?.fail(timedOut(handler.config, handler.request));
  }

  onRequestStart(controller: RequestController): void {
    // It ended while it waited for a socket. When this throws, undici skips it and keeps the socket; abort() would close it.
    if (this.failure) throw this.failure;
    this.controller = controller;
  }

  onResponseStart(
    _controller: RequestController,
    status: number,
    headers: IncomingHeaders,
    statusText = '',
  ): void {
    this.status = status; // after a 1xx another comes
    this.statusText = statusText;
    this.headers = UndiciHeaders.of(headers);
  }

  onResponseData(_controller: RequestController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.received > this.maxLength) this.fail(this.overflow());
  }

  onResponseEnd(): void {
    if (this.failure) return;
    // It refers to the socket: kept while the body waits to be parsed, it would keep every buffer until a full collection.
    this.controller = undefined;
    const { chunks, received } = this;
    const content = chunks.length > 1 ? Buffer.concat(chunks, received) : (chunks[0] ?? EMPTY);
    const header: unknown = this.headers?.['content-encoding'];
    const isEncoded = received > 0 && this.config.decompress !== false;
    const encoding = isEncoded && typeof header === 'string' ? header : undefined;
    if (!encoding) return this.settleInTurn(content);
    this.decodeAndSettle(content, encoding).catch((error: Error) => this.failContent(error));
  }

  onResponseError(_controller: RequestController, error: Error): void {
    this.fail(connectionError(error, this.config, this.request));
  }

  private async decodeAndSettle(content: Buffer, encoding: string): Promise<void> {
    const decoded = await decode(content, encoding, this.maxLength);
    if (decoded) this.headers?.delete('content-encoding');
    this.settleInTurn(decoded ?? content);
  }

  private settleInTurn(content: Buffer): void {
    if (content.length <= SMALL_BODY_BYTES) this.settle(content);
    else parseScheduler.schedule(content.length, () => this.settle(content));
  }

  private failContent(error: Error): void {
    const { config, request } = this;
    this.fail(isTooLarge(error) ? this.overflow() : contentError(error, config, request));
  }

  private get maxLength(): number {
    return maxLengthOf(this.config);
  }

  private overflow(): AxiosError {
    return tooLong(this.maxLength, this.config, this.request);
  }

  private settle(content: Buffer): void {
    if (this.failure) return;
    let data: unknown;
    try {
      data = parse(content, this.config);
    } catch (error) {
      this.failContent(error as Error);
      return;
    }
    const response: AxiosResponse = {
      data,
      status: this.status,
      statusText: this.statusText,
      headers: this.headers ?? new UndiciHeaders(),
      config: this.config,
      request: this.request,
    };
    if (typeof response.data === 'object' && response.data !== content) {
      noteBody(response, content);
    }
    let invalidStatus: AxiosError | undefined;
    try {
      invalidStatus = statusError(response);
    } catch (error) {
      this.fail(error as Error); // a user's validateStatus threw it
      return;
    }
    this.release();
    if (invalidStatus) this.reject(invalidStatus);
    else this.resolve(response);
  }

  private release(): void {
    this.onDone();
    clearTimeout(this.timer);
    this.ref.handler = undefined;
    if (this.onAbort) this.config.signal?.removeEventListener?.('abort', this.onAbort);
  }
}

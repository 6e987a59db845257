import {
  CanceledError,
  type AxiosError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import type { Dispatcher } from 'undici';
import { ReadingTurns } from './reading-turns.js';
import { decode, parse } from './undici.content.js';
import {
  connectionError,
  contentError,
  refusal,
  timedOut,
  tooLong,
  type RequestSummary,
} from './undici.errors.js';
import { type IncomingHeaders, UndiciHeaders } from './undici.headers.js';

type Controller = Dispatcher.DispatchController;

const NOTHING = Buffer.alloc(0);

/** In bytes, where a request's `maxContentLength` sets no limit: far above any answer of Spotify's. */
const MAX_CONTENT_LENGTH = 32 * 1024 * 1024;

/** In bytes: an answer up to here needs no turn, for it is read in a tenth of a millisecond. */
const SMALL = 8 * 1024;

/** Leads to a call until it has ended. */
interface Link {
  call: UndiciCall | undefined;
}

/** One for all clients: they share the event loop. */
const turns = new ReadingTurns();

/** One request on the wire, from its dispatch to its answer: undici's handler, with axios' timeout, signal and limits. */
export class UndiciCall implements Dispatcher.DispatchHandler {
  private controller: Controller | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The timer's way here. With the call itself in the timer, V8 goes on copying answers that are long done. */
  private readonly link: Link = { call: this };
  private onAbort: (() => void) | undefined;
  /** Why the call ended before its answer. */
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
    /** Told once the call has its answer or its error. */
    private readonly ended: () => void,
  ) {
    const { timeout, signal } = config;
    if (timeout) this.timer = setTimeout(UndiciCall.expire, timeout, this.link);
    if (signal) {
      this.onAbort = () => this.fail(new CanceledError(undefined, config, request));
      signal.addEventListener?.('abort', this.onAbort);
      if (signal.aborted) this.onAbort();
    }
  }

  /** Ends the call; what is on its way is dropped, with its socket. */
  fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.release();
    this.reject(error);
    this.controller?.abort(error);
  }

  private static expire(this: void, { call }: Link): void {
    call?.fail(timedOut(call.config, call.request));
  }

  onRequestStart(controller: Controller): void {
    // The call ended while it waited for a socket. Thrown, undici skips it and keeps the socket; abort() would end both.
    if (this.failure) throw this.failure;
    this.controller = controller;
  }

  onResponseStart(
    _controller: Controller,
    status: number,
    headers: IncomingHeaders,
    statusText = '',
  ): void {
    this.status = status; // a 1xx is not the last to come
    this.statusText = statusText;
    this.headers = UndiciHeaders.of(headers);
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.received > this.maxLength) this.fail(this.overflow());
  }

  onResponseEnd(): void {
    if (this.failure) return;
    // It leads to the socket: kept while the answer waits for its turn, it keeps every buffer until a full collection.
    this.controller = undefined;
    const { chunks, received } = this;
    const content = chunks.length > 1 ? Buffer.concat(chunks, received) : (chunks[0] ?? NOTHING);
    const encoding: unknown = this.headers?.['content-encoding'];
    if (typeof encoding === 'string' && received > 0 && this.config.decompress !== false) {
      void this.unpack(content, encoding);
    } else if (received > SMALL) {
      void this.settleInTurn(content);
    } else {
      this.settle(content);
    }
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(connectionError(error, this.config, this.request));
  }

  private async unpack(content: Buffer, encoding: string): Promise<void> {
    let decoded: Buffer | undefined;
    try {
      decoded = await decode(content, encoding, this.maxLength);
    } catch (error) {
      const cause = error as NodeJS.ErrnoException;
      const isTooLong = cause.code === 'ERR_BUFFER_TOO_LARGE';
      this.fail(isTooLong ? this.overflow() : contentError(cause, this.config, this.request));
      return;
    }
    if (decoded) this.headers?.delete('content-encoding');
    await this.settleInTurn(decoded ?? content);
  }

  private async settleInTurn(content: Buffer): Promise<void> {
    if (content.length > SMALL) await turns.take(content.length);
    this.settle(content);
  }

  private get maxLength(): number {
    const { maxContentLength = MAX_CONTENT_LENGTH } = this.config;
    return maxContentLength < 0 ? Infinity : maxContentLength;
  }

  private overflow(): AxiosError {
    return tooLong(this.maxLength, this.config, this.request);
  }

  private settle(content: Buffer): void {
    if (this.failure) return;
    const response: AxiosResponse = {
      data: parse(content, this.config),
      status: this.status,
      statusText: this.statusText,
      headers: this.headers ?? new UndiciHeaders(),
      config: this.config,
      request: this.request,
    };
    let refused: AxiosError | undefined;
    try {
      refused = refusal(response);
    } catch (error) {
      this.fail(error as Error); // a user's validateStatus threw it
      return;
    }
    this.release();
    if (refused) this.reject(refused);
    else this.resolve(response);
  }

  private release(): void {
    this.ended();
    clearTimeout(this.timer);
    this.link.call = undefined;
    if (this.onAbort) this.config.signal?.removeEventListener?.('abort', this.onAbort);
  }
}

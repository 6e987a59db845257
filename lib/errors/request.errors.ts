import { SpotifyError } from './base.errors.js';

/** The request an error is about. */
export interface RequestInfo {
  readonly method: string;
  /** The whole URL requested, without credentials; empty when the input was refused before there was one. */
  readonly url: string;
  /** How many times the request was sent; 0 when it was never sent. */
  readonly attempts: number;
}

/** What every error about a request is made of. */
export interface SpotifyRequestErrorInit {
  readonly request: RequestInfo;
  /** When the request may be sent again. */
  readonly retryAt?: Date | undefined;
  readonly cause?: unknown;
}

/** An error about one request. */
export abstract class SpotifyRequestError extends SpotifyError implements RequestInfo {
  readonly method: string;
  readonly url: string;
  readonly attempts: number;
  /**
   * When the request may be sent again: the response's Retry-After is over, or, where `attempts` is 0, the service is tried
   * again that has failed before.
   */
  readonly retryAt: Date | undefined;

  constructor(message: string, { request, retryAt, cause }: SpotifyRequestErrorInit) {
    const { method, url, attempts } = request;
    super(prefix(request) + message, cause);
    this.method = method;
    this.url = url;
    this.attempts = attempts;
    this.retryAt = retryAt;
  }
}

/** What every message begins with. */
function prefix({ method, url }: RequestInfo): string {
  return url ? `${method} ${url}: ` : '';
}

/** The same error for a request that was not sent, because the one before it failed with `error`. */
export function repeatError(error: SpotifyRequestError, retryAt: Date): SpotifyRequestError {
  const { method, url } = error;
  const Class = error.constructor as new (init: object) => SpotifyRequestError;
  const init = {
    request: { method, url, attempts: 0 },
    message: error.message.slice(prefix(error).length) + notSent(retryAt),
    hint: undefined, // has the time of the error before
    retryAt,
    cause: error,
  };
  return new Class(Object.assign({}, error, init)); // with its status, code and what else the class takes
}

/** The end of the message of a request that was not sent. */
export function notSent(retryAt: Date): string {
  return `. Not sent this time, since it failed before; it is sent again from ${retryAt.toISOString()} on`;
}

/** What a `SpotifyNetworkError` is made of. */
export interface SpotifyNetworkErrorInit extends SpotifyRequestErrorInit {
  readonly message: string;
  /** Node's or undici's code, such as `ECONNRESET` or `ENOTFOUND`. */
  readonly code?: string | undefined;
}

/** There was no response: DNS, connect, TLS or a broken connection. */
export class SpotifyNetworkError extends SpotifyRequestError {
  /** Node's or undici's code, such as `ECONNRESET` or `ENOTFOUND`; `ESHUTDOWN` when the application shuts down. */
  readonly code: string | undefined;

  constructor(init: SpotifyNetworkErrorInit) {
    super(init.message, init);
    this.code = init.code;
  }
}

/** What a `SpotifyTimeoutError` is made of. */
export interface SpotifyTimeoutErrorInit extends SpotifyRequestErrorInit {
  readonly message: string;
}

/** An attempt took longer than the `timeout` option, or a call longer than its own `deadline`. */
export class SpotifyTimeoutError extends SpotifyRequestError {
  constructor(init: SpotifyTimeoutErrorInit) {
    super(init.message, init);
  }
}

/** What a `SpotifyResponseError` is made of. */
export interface SpotifyResponseErrorInit extends SpotifyRequestErrorInit {
  readonly message: string;
  /** The response's HTTP status, if it got that far. */
  readonly status?: number | undefined;
}

/** The response is not what it should be: HTML, cut off, empty, too large, a redirect. */
export class SpotifyResponseError extends SpotifyRequestError {
  /** The response's HTTP status, if it got that far. */
  readonly status: number | undefined;

  constructor(init: SpotifyResponseErrorInit) {
    super(init.message, init);
    this.status = init.status;
  }
}

/** Why a request ends, or is not sent, while the application shuts down. */
export function shutdownError(request: RequestInfo): SpotifyNetworkError {
  return new SpotifyNetworkError({
    request,
    message: 'the application is shutting down',
    code: 'ESHUTDOWN',
  });
}

import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';

/** What an error says of its request: nothing that could be secret. */
export interface RequestSummary {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
}

/** undici's codes, and what Node's sockets, and so axios, call the same. */
const NODE_CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** A connection that failed, a response cut short or malformed; undici's error is the cause. */
export function connectionError(
  cause: Error & { code?: string },
  config: InternalAxiosRequestConfig,
  request?: RequestSummary,
): AxiosError {
  const code = NODE_CODES[cause.code ?? ''] ?? cause.code ?? defaultCode(cause);
  return withCause(cause, new AxiosError(messageOf(cause), code, config, request));
}

/** Of undici's errors only its parser's have no code. */
function defaultCode({ name }: Error): string {
  return name === 'HTTPParserError' ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_NETWORK;
}

/** A response body that cannot be decoded. */
export function contentError(
  cause: Error,
  config: InternalAxiosRequestConfig,
  request?: RequestSummary,
): AxiosError {
  const message = `the content could not be decoded: ${cause.message}`;
  return withCause(cause, new AxiosError(message, AxiosError.ERR_BAD_RESPONSE, config, request));
}

export function tooLong(
  maxLength: number,
  config: InternalAxiosRequestConfig,
  request?: RequestSummary,
): AxiosError {
  const message = `maxContentLength size of ${maxLength} exceeded`;
  return new AxiosError(message, AxiosError.ERR_BAD_RESPONSE, config, request);
}

export function timedOut(config: InternalAxiosRequestConfig, request?: RequestSummary): AxiosError {
  const { timeout, timeoutErrorMessage, transitional } = config;
  const message = timeoutErrorMessage || `timeout of ${timeout}ms exceeded`;
  const code = transitional?.clarifyTimeoutError ? AxiosError.ETIMEDOUT : AxiosError.ECONNABORTED;
  return new AxiosError(message, code, config, request);
}

/** Axios' error for a response whose status `validateStatus` does not accept. */
export function statusError(response: AxiosResponse): AxiosError | undefined {
  const { status, config } = response;
  if (!config.validateStatus || config.validateStatus(status)) return undefined;
  const code =
    status >= 400 && status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  const message = `Request failed with status code ${status}`;
  return new AxiosError(message, code, config, response.request, response);
}

/** Several addresses tried at once fail with one AggregateError, which has no message. */
function messageOf(cause: Error & { errors?: unknown }): string {
  if (cause.message || !Array.isArray(cause.errors)) return cause.message;
  return cause.errors.map((error: { message?: unknown }) => String(error.message)).join('; ');
}

/** Not enumerable, like a native cause: it may hold a socket, which a logger would print. */
function withCause(cause: Error, error: AxiosError): AxiosError {
  return Object.defineProperty(error, 'cause', {
    value: cause,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';

/** What an error tells of its request: nothing that could be secret. */
export interface RequestSummary {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
}

/** undici's codes for what Node's sockets, and so axios, call otherwise. */
const NODE_CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** A connection that failed, an answer cut short or against HTTP's grammar; undici's error is the cause. */
export function connectionError(
  cause: Error & { code?: string },
  config: InternalAxiosRequestConfig,
  request?: RequestSummary,
): AxiosError {
  const code = NODE_CODES[cause.code ?? ''] ?? cause.code ?? codeWithout(cause);
  return because(cause, new AxiosError(messageOf(cause), code, config, request));
}

/** Of undici's errors only those of its parser come without a code. */
function codeWithout({ name }: Error): string {
  return name === 'HTTPParserError' ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_NETWORK;
}

/** An answer that cannot be decoded. */
export function contentError(
  cause: Error,
  config: InternalAxiosRequestConfig,
  request: RequestSummary,
): AxiosError {
  const message = `the content could not be decoded: ${cause.message}`;
  return because(cause, new AxiosError(message, AxiosError.ERR_BAD_RESPONSE, config, request));
}

export function tooLong(
  maxLength: number,
  config: InternalAxiosRequestConfig,
  request: RequestSummary,
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

/** What axios makes of an answer whose status `validateStatus` does not accept. */
export function refusal(response: AxiosResponse): AxiosError | undefined {
  const { status, config } = response;
  if (!config.validateStatus || config.validateStatus(status)) return undefined;
  const code =
    status >= 400 && status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  const message = `Request failed with status code ${status}`;
  return new AxiosError(message, code, config, response.request, response);
}

/** Several addresses tried at once fail as one AggregateError without a message. */
function messageOf(cause: Error & { errors?: unknown }): string {
  if (cause.message || !Array.isArray(cause.errors)) return cause.message;
  return cause.errors.map((error: { message?: unknown }) => String(error.message)).join('; ');
}

/** Not enumerable, as a native cause: it may hold a socket, which no logger wants to walk. */
function because(cause: Error, error: AxiosError): AxiosError {
  return Object.defineProperty(error, 'cause', {
    value: cause,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

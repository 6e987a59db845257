import {
  AxiosHeaders,
  CanceledError,
  getAdapter,
  isAxiosError,
  type AxiosAdapter,
  type AxiosError,
  type AxiosRequestConfig,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { MAX_CONTENT_LENGTH, maxLengthOf, parseText } from './undici.content.js';
import { connectionError, contentError, timedOut, tooLong } from './undici.errors.js';

/**
 * Wraps another adapter so that it does what ours does: enforces `timeout` over the whole attempt, bounds the body and
 * parses its JSON, and gives a response with headers. Requests in flight fail when `shutdown` aborts, with its reason.
 */
export function normalizeAdapter(
  adapter: AxiosRequestConfig['adapter'],
  shutdown?: AbortSignal,
): AxiosAdapter {
  // Looked up for each request: axios' fetch adapter takes its `fetch` from the request's option `env`.
  const timed = enforceTimeout((config) => getAdapter(adapter, config)(config), shutdown);
  return async (config) => {
    config.maxContentLength ??= MAX_CONTENT_LENGTH; // so that axios' own adapters stop there
    try {
      return normalize(await timed(config), config);
    } catch (error) {
      if (isAxiosError(error) && error.response) normalize(error.response, config);
      throw error;
    }
  };
}

function normalize(response: AxiosResponse, config: InternalAxiosRequestConfig): AxiosResponse {
  response.headers = safeHeaders(response.headers as AxiosHeaders | undefined);
  const data: unknown = response.data;
  const maxLength = maxLengthOf(config);
  if (lengthOf(data) > maxLength) throw tooLong(maxLength, config);
  if (typeof data !== 'string') return response;
  try {
    response.data = parseText(data, config);
  } catch (error) {
    throw contentError(error as Error, config);
  }
  return response;
}

/** A user's adapter may leave them out; axios itself reads them so too. */
function safeHeaders(incoming: AxiosHeaders | undefined): AxiosHeaders {
  const headers = AxiosHeaders.from(incoming);
  for (const name of Object.keys(headers)) {
    // A server's header called `normalize` must not take the place of that method.
    if (name in AxiosHeaders.prototype) Reflect.deleteProperty(headers, name);
  }
  return headers;
}

/** In bytes. */
function lengthOf(data: unknown): number {
  if (typeof data === 'string') return Buffer.byteLength(data);
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
}

/**
 * Makes an adapter keep to the request's `timeout` as a whole and to its `signal`. Axios' own adapters count the timeout
 * from the last byte, and a user's may have none.
 */
export function enforceTimeout(adapter: AxiosAdapter, shutdown?: AbortSignal): AxiosAdapter {
  return (config) =>
    new Promise<AxiosResponse>((resolve, reject) => {
      const { signal, timeout = 0 } = config;
      const ending = new AbortController();
      const end = (error: AxiosError) => {
        ending.abort();
        settle(); // after the adapter, which may be another of these: axios looks at the signal that stays
        reject(error);
      };
      const abort = () => end(new CanceledError(undefined, config));
      const shutDown = () => end(connectionError(shutdown?.reason as Error, config));
      const timer = timeout > 0 ? setTimeout(() => end(timedOut(config)), timeout) : undefined;
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener?.('abort', abort);
        shutdown?.removeEventListener('abort', shutDown);
        config.signal = signal;
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener?.('abort', abort);
      shutdown?.addEventListener('abort', shutDown);
      config.signal = ending.signal;
      Promise.resolve(config).then(adapter).finally(settle).then(resolve, reject);
    });
}

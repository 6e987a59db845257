import axios, {
  AxiosHeaders,
  CanceledError,
  getAdapter,
  isAxiosError,
  type AxiosAdapter,
  type AxiosError,
  type AxiosRequestConfig,
  type AxiosResponse,
} from 'axios';
import { connectionError, timedOut } from './undici.errors.js';

/**
 * Wraps another adapter so that it does what ours does: parses JSON (through axios' transforms), enforces `timeout` over
 * the whole attempt, and gives a response with headers. Requests in flight fail when `shutdown` aborts, with its reason.
 */
export function normalizeAdapter(
  adapter: AxiosRequestConfig['adapter'],
  shutdown?: AbortSignal,
): AxiosAdapter {
  const timed = enforceTimeout(getAdapter(adapter), shutdown);
  return async (config) => {
    config.transformResponse ??= axios.defaults.transformResponse;
    try {
      return withHeaders(await timed(config));
    } catch (error) {
      if (isAxiosError(error) && error.response) withHeaders(error.response);
      throw error;
    }
  };
}

/** A user's adapter may leave them out; axios itself reads them so too. */
function withHeaders(response: AxiosResponse): AxiosResponse {
  response.headers = AxiosHeaders.from(response.headers as AxiosHeaders | undefined);
  return response;
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

import { CanceledError, type AxiosAdapter, type AxiosError, type AxiosResponse } from 'axios';
import { timedOut } from './undici.errors.js';

/**
 * Makes an adapter keep to the request's `timeout` as a whole and to its `signal`. Axios' own adapters count the timeout
 * from the last byte, and a user's may not count at all.
 */
export function inTime(adapter: AxiosAdapter): AxiosAdapter {
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
      const timer = timeout > 0 ? setTimeout(() => end(timedOut(config)), timeout) : undefined;
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener?.('abort', abort);
        config.signal = signal;
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener?.('abort', abort);
      config.signal = ending.signal;
      Promise.resolve(config).then(adapter).finally(settle).then(resolve, reject);
    });
}

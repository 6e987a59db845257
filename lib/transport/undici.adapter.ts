import axios, {
  getAdapter,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { Addresses } from './undici.address.js';
import { UndiciCall } from './undici.call.js';
import { connectionError } from './undici.errors.js';
import { toUndiciHeaders } from './undici.headers.js';
import { UndiciPools, type UndiciAdapterOptions } from './undici.pools.js';

/** An axios adapter with sockets of its own. */
export interface UndiciAdapter extends AxiosAdapter {
  /** Takes no more requests, and ends the sockets when those under way are done. */
  close(): Promise<void>;
  /** Ends the sockets at once; requests under way fail with `reason` as their cause. */
  destroy(reason?: Error): Promise<void>;
}

/**
 * An axios adapter over undici. It reads JSON itself where no response transforms are set, and follows no redirects.
 * Requests that ask for what it does not do (proxies, agents, streams, progress) go to axios' own http adapter, whose
 * sockets are not counted.
 */
export function undiciAdapter(options: UndiciAdapterOptions): UndiciAdapter {
  const pools = new UndiciPools(options);
  const addresses = new Addresses();
  const proxied = Object.keys(process.env).some((name) => /^(https?|all)_proxy$/i.test(name));

  const send = (config: InternalAxiosRequestConfig) =>
    new Promise<AxiosResponse>((resolve, reject) => {
      const { origin, path } = addresses.of(config);
      const method = (config.method ?? 'get').toUpperCase();
      const request = { method, origin, path };
      const call = new UndiciCall(config, request, resolve, reject);
      try {
        const headers = toUndiciHeaders(config.headers);
        const body = (config.data ?? null) as string | Uint8Array | null;
        pools.to(origin).dispatch({ method, path, headers, body }, call);
      } catch (error) {
        call.fail(connectionError(error as Error, config, request));
      }
    });

  const adapter: AxiosAdapter = (config) =>
    needsAxios(config) || (proxied && config.proxy !== false) ? viaAxios(config) : send(config);

  return Object.assign(adapter, {
    close: () => pools.close(),
    destroy: (reason?: Error) => pools.destroy(reason),
  });
}

const AXIOS_ONLY = [
  'proxy',
  'httpAgent',
  'httpsAgent',
  'socketPath',
  'auth',
  'cancelToken',
  'onUploadProgress',
  'onDownloadProgress',
] as const;

function needsAxios(config: InternalAxiosRequestConfig): boolean {
  const { data, responseType = 'json' } = config as { data?: unknown; responseType?: string };
  return (
    AXIOS_ONLY.some((option) => config[option]) ||
    !(responseType === 'json' || responseType === 'text' || responseType === 'arraybuffer') ||
    !(data === undefined || data === null || typeof data === 'string' || data instanceof Uint8Array)
  );
}

function viaAxios(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  config.transformResponse ??= axios.defaults.transformResponse;
  config.maxRedirects ??= 0;
  return getAdapter('http')(config);
}

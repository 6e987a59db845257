import {
  isAxiosError,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
  type ResponseType,
} from 'axios';
import { safeCause } from '../errors/redact.js';
import { foreignAdapter } from './foreign-adapter.js';
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
  const proxied = Object.entries(process.env).some(
    ([name, value]) => value && /^(https?|all)_proxy$/i.test(name),
  );

  let underway = 0;
  let idle: (() => void) | undefined;
  const ended = () => {
    underway -= 1;
    if (underway === 0) idle?.();
  };

  const send = (config: InternalAxiosRequestConfig) =>
    new Promise<AxiosResponse>((resolve, reject) => {
      const { origin, path } = addresses.of(config);
      const method = (config.method ?? 'get').toUpperCase();
      const request = { method, origin, path };
      underway += 1;
      const call = new UndiciCall(config, request, resolve, reject, ended);
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
    close: async () => {
      const closing = pools.close();
      if (underway > 0) await new Promise<void>((resolve) => (idle = resolve));
      // What connects still, for a call that has ended, would keep the pools waiting.
      await pools.destroy();
      await closing;
    },
    destroy: (reason?: Error) => pools.destroy(reason),
  });
}

/** Written out, for a loop over the options' names costs each request some microseconds. */
function needsAxios(config: InternalAxiosRequestConfig): boolean {
  return Boolean(
    config.proxy ||
    config.httpAgent ||
    config.httpsAgent ||
    config.socketPath ||
    config.auth ||
    config.cancelToken ||
    config.onUploadProgress ||
    config.onDownloadProgress ||
    !isReadAtOnce(config.responseType) ||
    !isSentAtOnce(config.data),
  );
}

function isReadAtOnce(type: ResponseType | undefined): boolean {
  return type === undefined || type === 'json' || type === 'text' || type === 'arraybuffer';
}

function isSentAtOnce(data: unknown): boolean {
  return (
    data === undefined || data === null || typeof data === 'string' || data instanceof Uint8Array
  );
}

const http = foreignAdapter('http');

function viaAxios(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  config.maxRedirects ??= 0;
  return http(config).catch((error: unknown) => {
    // Of a proxy's address that is wrong, Node shows all, a password included.
    throw isAxiosError(error) ? error : connectionError(safeCause(error) as Error, config);
  });
}

import {
  isAxiosError,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
  type ResponseType,
} from 'axios';
import { safeCause } from '../errors/redact.js';
import { normalizeAdapter } from './normalize-adapter.js';
import { Addresses } from './undici.address.js';
import { UndiciRequestHandler } from './undici.request.js';
import { connectionError } from './undici.errors.js';
import { toUndiciHeaders } from './undici.headers.js';
import { UndiciPools, type UndiciAdapterOptions } from './undici.pools.js';

/** An axios adapter with sockets of its own. */
export interface UndiciAdapter extends AxiosAdapter {
  /** Accepts no more requests, and closes the sockets when those in flight are done. */
  close(): Promise<void>;
  /** Closes the sockets at once; requests in flight fail with `reason` as their cause. */
  destroy(reason?: Error): Promise<void>;
}

/**
 * An axios adapter over undici. It parses JSON itself unless response transforms are set, and follows no redirects.
 * Requests with options that it does not support (proxies, agents, streams, progress) go to axios' own http adapter, whose
 * sockets are not counted.
 *
 * Written here: axios' own adapter costs five times as much (bench/README.md), and adapters on npm go through undici's
 * `request()` or `fetch()`, which cost two to three times as much as its dispatch handler.
 */
export function undiciAdapter(options: UndiciAdapterOptions): UndiciAdapter {
  const pools = new UndiciPools(options);
  const addresses = new Addresses();
  const proxied = Object.entries(process.env).some(
    ([name, value]) => value && /^(https?|all)_proxy$/i.test(name),
  );

  let inFlight = 0;
  let onIdle: (() => void) | undefined;
  const onDone = () => {
    inFlight -= 1;
    if (inFlight === 0) onIdle?.();
  };

  const send = (config: InternalAxiosRequestConfig) =>
    new Promise<AxiosResponse>((resolve, reject) => {
      const { origin, path } = addresses.of(config);
      const method = (config.method ?? 'get').toUpperCase();
      const request = { method, origin, path };
      inFlight += 1;
      const handler = new UndiciRequestHandler(config, request, resolve, reject, onDone);
      try {
        const headers = toUndiciHeaders(config.headers);
        const body = (config.data ?? null) as string | Uint8Array | null;
        pools.to(origin).dispatch({ method, path, headers, body }, handler);
      } catch (error) {
        handler.fail(connectionError(error as Error, config, request));
      }
    });

  const adapter: AxiosAdapter = (config) =>
    needsAxios(config) || (proxied && config.proxy !== false) ? viaAxios(config) : send(config);

  return Object.assign(adapter, {
    close: async () => {
      const closing = pools.close();
      if (inFlight > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      // A socket still connecting for a request that has ended would keep the pools waiting.
      await pools.destroy();
      await closing;
    },
    destroy: (reason?: Error) => pools.destroy(reason),
  });
}

/** Written out: a loop over the options' names costs each request several microseconds. */
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
    !isBuffered(config.responseType) ||
    !isPlainBody(config.data),
  );
}

function isBuffered(type: ResponseType | undefined): boolean {
  return type === undefined || type === 'json' || type === 'text' || type === 'arraybuffer';
}

function isPlainBody(data: unknown): boolean {
  return (
    data === undefined || data === null || typeof data === 'string' || data instanceof Uint8Array
  );
}

const httpAdapter = normalizeAdapter('http');

function viaAxios(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  config.maxRedirects ??= 0;
  return httpAdapter(config).catch((error: unknown) => {
    // Node's error about a proxy's malformed address shows all of it, a password included.
    throw isAxiosError(error) ? error : connectionError(safeCause(error) as Error, config);
  });
}

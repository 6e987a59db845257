import {
  isAxiosError,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
  type ResponseType,
} from 'axios';
import { safeCause } from '../errors/redact.js';
import { allowManyListeners } from '../resilience/abort.js';
import { Connections, type ConnectionOptions } from './connections.js';
import { normalizeAdapter } from './normalize-adapter.js';
import { EnvironmentProxies, proxyOf } from './proxy.js';
import { Addresses } from './undici.address.js';
import { connectionError } from './undici.errors.js';
import { toUndiciHeaders } from './undici.headers.js';
import { UndiciRequestHandler } from './undici.request.js';

/** An axios adapter with sockets of its own. */
export interface UndiciAdapter extends AxiosAdapter {
  /** Accepts no more requests, and closes the sockets when those in flight are done. */
  close(): Promise<void>;
  /** Closes the sockets at once; requests in flight fail with `reason` as their cause. */
  destroy(reason?: Error): Promise<void>;
}

/**
 * An axios adapter over undici. It parses JSON itself unless response transforms are set, and follows no redirects.
 * Requests with options that it does not support (agents, a lookup, streams, progress) go to axios' own http adapter,
 * whose sockets are not counted.
 *
 * Written here: axios' own adapter costs five times as much (bench/README.md), and adapters on npm go through undici's
 * `request()` or `fetch()`, which cost two to three times as much as its dispatch handler.
 */
export function undiciAdapter(options: ConnectionOptions): UndiciAdapter {
  const connections = new Connections(options);
  const addresses = new Addresses();
  const environment = new EnvironmentProxies();
  const destroyed = new AbortController();
  const httpAdapter = normalizeAdapter('http', allowManyListeners(destroyed.signal));

  let inFlight = 0;
  let onIdle: (() => void) | undefined;
  const onDone = () => {
    inFlight -= 1;
    if (inFlight === 0) onIdle?.();
  };

  const proxyFor = (origin: string, config: InternalAxiosRequestConfig) => {
    if (config.proxy) return proxyOf(config.proxy, config);
    return config.proxy === false || environment.none ? undefined : environment.for(origin, config);
  };

  const send = (config: InternalAxiosRequestConfig) =>
    new Promise<AxiosResponse>((resolve, reject) => {
      const { origin, path } = addresses.of(config);
      const proxy = proxyFor(origin, config);
      const method = (config.method ?? 'get').toUpperCase();
      const request = { method, origin, path };
      inFlight += 1;
      const handler = new UndiciRequestHandler(config, request, resolve, reject, onDone);
      try {
        const headers = toUndiciHeaders(config.headers);
        const body = (config.data ?? null) as string | Uint8Array | null;
        connections.to(origin, proxy).dispatch({ method, origin, path, headers, body }, handler);
      } catch (error) {
        handler.fail(connectionError(error as Error, config, request));
      }
    });

  const viaAxios = async (config: InternalAxiosRequestConfig) => {
    config.maxRedirects ??= 0;
    inFlight += 1;
    try {
      connections.assertOpen();
      return await httpAdapter(config);
    } catch (error) {
      // An error of Node's may show the address of a proxy, a password included.
      throw isAxiosError(error) ? error : connectionError(safeCause(error) as Error, config);
    } finally {
      onDone();
    }
  };

  const adapter: AxiosAdapter = (config) => (needsAxios(config) ? viaAxios(config) : send(config));

  return Object.assign(adapter, {
    close: async () => {
      connections.close();
      if (inFlight > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await connections.destroy();
    },
    destroy: async (reason?: Error) => {
      destroyed.abort(reason ?? new Error('the client is destroyed'));
      await connections.destroy(reason);
    },
  });
}

/** Written out: a loop over the options' names costs each request several microseconds. */
function needsAxios(config: InternalAxiosRequestConfig): boolean {
  return Boolean(
    config.httpAgent ||
    config.httpsAgent ||
    config.socketPath ||
    config.lookup ||
    config.family ||
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

import { setImmediate } from 'node:timers';
import type { Socket } from 'node:net';
import { errors, type Pool } from 'undici';
import { ContextPool } from './context-pool.js';
import { directConnector, tunnelConnector, type Connector } from './connectors.js';
import { Http2Origin } from './http2-origin.js';
import type { Proxy } from './proxy.js';
import type { OutgoingRequest, ResponseHandler, Sender } from './sender.js';

/** How many sockets are opened, and which HTTP is spoken on them. */
export interface ConnectionOptions {
  /** The most requests under way to one origin, and so the most sockets. */
  readonly concurrency: number;
  /** Uses HTTP/2 where a server offers it over TLS. Default `false`. */
  readonly http2?: boolean;
}

/** The sockets of a client: a sender per origin and proxy, created when first needed and dropped with its last socket. */
export class Connections {
  /** Not a plain field: the keys may hold a proxy's password. */
  readonly #senders = new Map<string, Sender>();
  private ended: 'closed' | 'destroyed' | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  /** What sends to an origin, through the proxy if there is one. */
  to(origin: string, proxy?: Proxy): Sender {
    this.assertOpen();
    const key = proxy ? `${origin} ${proxy.origin} ${proxy.authorization}` : origin;
    const known = this.#senders.get(key);
    if (known) return known;
    const sender = this.create(origin, proxy, () => {
      if (this.#senders.get(key) === sender) this.#senders.delete(key);
    });
    this.#senders.set(key, sender);
    return sender;
  }

  /** Throws once the client is closed. */
  assertOpen(): void {
    if (this.ended === 'closed') throw new errors.ClientClosedError();
    if (this.ended === 'destroyed') throw new errors.ClientDestroyedError();
  }

  /** Lets no more requests through. */
  close(): void {
    this.ended ??= 'closed';
  }

  /** Closes all sockets at once; requests in flight fail with `reason`. */
  async destroy(reason?: Error): Promise<void> {
    this.ended = 'destroyed';
    await Promise.all([...this.#senders.values()].map((sender) => sender.destroy(reason)));
  }

  private create(origin: string, proxy: Proxy | undefined, onIdle: () => void): Sender {
    const isSecure = origin.startsWith('https:');
    if (proxy && !isSecure) return reusing(forward(proxy, this.pool(proxy.origin, onIdle)));
    const connector = (allowH2: boolean) =>
      proxy ? tunnelConnector(proxy, allowH2) : directConnector(allowH2);
    if (!isSecure || !this.options.http2) {
      const pool = this.pool(origin, onIdle, connector(false));
      return proxy ? reusing(pool) : pool;
    }
    return new Http2Origin(origin, {
      concurrency: this.options.concurrency,
      connector: connector(true),
      fallBack: (first) => this.pool(origin, onIdle, startingWith(first, connector(false))),
      onIdle,
    });
  }

  private pool(origin: string, onIdle: () => void, connect?: Connector): Pool {
    const pool = new ContextPool(origin, {
      connections: this.options.concurrency,
      connect,
      // Each request has its own timer; undici's fire up to 0.6 s late.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const check = () => {
      const { connected, size } = pool.stats;
      if (connected === 0 && size === 0) onIdle();
    };
    return pool.on('disconnect', check).on('connectionError', check);
  }
}

/** Requests http addresses from a proxy by their whole URL. */
function forward({ authorization }: Proxy, pool: Pool): Sender {
  return {
    dispatch: ({ origin, path, headers, ...rest }: OutgoingRequest, handler: ResponseHandler) => {
      const proxyHeaders = {
        host: new URL(origin).host,
        ...headers,
        ...(authorization ? { 'proxy-authorization': authorization } : {}),
      };
      pool.dispatch({ ...rest, path: origin + path, headers: proxyHeaders }, handler);
    },
    destroy: (reason) => pool.destroy(reason ?? null),
  };
}

/**
 * Sends each request a turn of the event loop later. undici takes a socket back a turn after its response has ended; a
 * caller who sends the next request at once would meanwhile open another, and a tunnel costs several round trips.
 */
function reusing(sender: Sender): Sender {
  return {
    dispatch: (request, handler) => setImmediate(() => sender.dispatch(request, handler)),
    destroy: (reason) => sender.destroy(reason),
  };
}

/** A connector that hands out an open socket first. */
function startingWith(first: Socket, connector: Connector): Connector {
  let spare: Socket | undefined = first;
  return (options, callback) => {
    const socket = spare;
    spare = undefined;
    if (!socket || socket.destroyed) connector(options, callback);
    else queueMicrotask(() => callback(null, socket)); // undici expects no response at once
  };
}

import { errors, Pool, type Dispatcher } from 'undici';

/** How many sockets an adapter opens, and what it speaks on them. */
export interface UndiciAdapterOptions {
  /** The most sockets open to one origin. */
  concurrency: number;
  /** Speaks HTTP/2 where a server offers it over TLS. Default `false`. */
  http2?: boolean;
}

/** A pool of sockets for each origin, made when it is first asked for. */
export class UndiciPools {
  private readonly pools = new Map<string, Pool>();
  private closed = false;

  constructor(private readonly options: UndiciAdapterOptions) {}

  to(origin: string): Dispatcher {
    const known = this.pools.get(origin);
    if (known) return known;
    if (this.closed) throw new errors.ClientClosedError();
    const pool = new Pool(origin, {
      connections: this.options.concurrency,
      allowH2: this.options.http2 ?? false,
      // Each call has a deadline of its own; undici's timers come up to 0.6 s late.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.pools.set(origin, pool);
    return pool;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.live().map((pool) => pool.close()));
  }

  async destroy(reason?: Error): Promise<void> {
    this.closed = true;
    await Promise.all(this.live().map((pool) => pool.destroy(reason ?? null)));
  }

  private live(): Pool[] {
    return [...this.pools.values()].filter((pool) => !pool.destroyed);
  }
}

import { errors, Pool, type Dispatcher } from 'undici';

/** How many sockets an adapter opens, and which HTTP it uses on them. */
export interface UndiciAdapterOptions {
  /** The most sockets open to one origin. */
  concurrency: number;
  /** Uses HTTP/2 where a server offers it over TLS. Default `false`. */
  http2?: boolean;
}

/** A pool of sockets per origin, created when it is first needed. */
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
      // Each request has its own timer; undici's fire up to 0.6 s late.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.pools.set(origin, pool);
    return pool;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.openPools().map((pool) => pool.close()));
  }

  async destroy(reason?: Error): Promise<void> {
    this.closed = true;
    await Promise.all(this.openPools().map((pool) => pool.destroy(reason ?? null)));
  }

  private openPools(): Pool[] {
    return [...this.pools.values()].filter((pool) => !pool.destroyed);
  }
}

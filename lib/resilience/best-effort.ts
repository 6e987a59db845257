import { delay } from './abort.js';
import { CircuitBreaker } from './circuit-breaker.js';

/** A failure so long after the last one is news. */
const NEWS_AFTER_MS = 15_000;

/** A timeout is waited for in slices, in ms. */
const SLICE_MS = 10;

/** How a connection is doing, for all work that goes over it. */
class Health {
  /** A store's client may take 2 s to connect again: with these pauses it is used again within 5 s. */
  readonly circuit = new CircuitBreaker({ threshold: 1, minDelay: 1000, maxDelay: 2500 });
  failedAt = -Infinity;
}

const healthOfConnection = new WeakMap<object, Health>();

/**
 * Runs work that helps but is not needed, such as reading a shared store. Work that fails or takes longer than
 * `timeoutMs` gives `undefined`; after it all work over the same connection is left out, at first for up to a second, at
 * last for up to 2.5 seconds, until one piece of work has succeeded again.
 */
export class BestEffort {
  private readonly health: Health;

  /**
   * @param onFailure - called with the first failure of several; whoever meets it first reports it for its connection
   * @param connection - what the work needs; without it, nothing that other work needs too
   */
  constructor(
    private readonly timeoutMs: number,
    private readonly onFailure: (error: unknown) => void,
    connection: object = {},
  ) {
    this.health = healthOfConnection.get(connection) ?? new Health();
    healthOfConnection.set(connection, this.health);
  }

  /** As `run()`, for work that nobody waits for. */
  start(work: () => Promise<unknown>): void {
    this.run(work).catch(() => {});
  }

  /** Never rejects. A caller that aborts gets `undefined` at once, which says nothing of the work. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    const { circuit } = this.health;
    if (circuit.openState) return undefined;
    try {
      return await circuit.run(
        // `async`, because work may throw before it returns a promise
        async () => inTime(this.timeoutMs, work(), signal),
        () => (signal?.aborted ? 'ignored' : 'failure'),
      );
    } catch (error) {
      if (!signal?.aborted) this.report(error);
      return undefined;
    }
  }

  private report(error: unknown): void {
    const { health } = this;
    const now = performance.now();
    const isNews = now - health.failedAt > NEWS_AFTER_MS;
    health.failedAt = now;
    if (isNews) this.onFailure(error);
  }
}

/**
 * Settles as `work` does, or rejects when it takes longer than `ms` or the signal aborts; the work itself goes on. Time in
 * which this process' event loop is blocked hardly counts: the response may be there, unread.
 */
async function inTime<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
  const done = new AbortController();
  const late = async (): Promise<never> => {
    for (let left = ms; left > 0;) {
      const begun = performance.now();
      await delay(Math.min(left, SLICE_MS), signal, done.signal);
      left -= Math.min(performance.now() - begun, 2 * SLICE_MS);
    }
    throw new Error(`took longer than ${ms} ms`);
  };
  return Promise.race([work, late()]).finally(() => done.abort());
}

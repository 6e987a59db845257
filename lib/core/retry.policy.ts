import { delay, forManyCalls } from './abort.js';
import { backoff, type BackoffRange } from './backoff.js';

/** What is retried, the same for all work of a kind. */
export interface RetryRules {
  /** Whether this failure may pass. */
  isTransient: (error: unknown) => boolean;
  /** Told before each pause. */
  onRetry?: (error: unknown, pauseMs: number) => void;
}

/** What one piece of work allows its retries. */
export interface RetryLimits {
  readonly signal?: AbortSignal;
  /** No pause may end after this moment of `performance.now()`. */
  readonly deadline?: number;
}

/** How long a call counts in the budget, in ms. */
const WINDOW = 10_000;
/** Retries a window may hold for each call in it, and on top of them so that a quiet client may retry at all. */
const SHARE = 0.2;
const FREE = 10;

/**
 * Tries work again while its failures are transient. One policy serves a whole client and keeps its budget: over ten
 * seconds, retries are at most a fifth of the calls and ten more, so that a dead Spotify meets no storm of them.
 */
export class RetryPolicy {
  private windowStart = -Infinity;
  private calls = 0;
  private retries = 0;
  private readonly stopped = new AbortController();

  constructor(private readonly options: BackoffRange & { readonly attempts: number }) {
    forManyCalls(this.stopped.signal); // every pause listens
  }

  run<T>(work: () => Promise<T>, rules: RetryRules, limits: RetryLimits = {}): Promise<T> {
    this.roll();
    this.calls += 1;
    return work().catch((error: unknown) => this.runAgain(work, rules, limits, error));
  }

  private async runAgain<T>(
    work: () => Promise<T>,
    { isTransient, onRetry }: RetryRules,
    { signal, deadline = Infinity }: RetryLimits,
    failure: unknown,
  ): Promise<T> {
    for (let error = failure, retry = 0; ; retry += 1) {
      if (retry + 1 >= this.options.attempts || !isTransient(error)) throw error;
      const pause = backoff(retry, this.options);
      const late = performance.now() + pause > deadline;
      const ended = this.stopped.signal.aborted || signal?.aborted;
      if (ended || late || !this.spend()) throw error;
      onRetry?.(error, pause);
      await delay(pause, signal, this.stopped.signal);
      try {
        return await work();
      } catch (again) {
        error = again;
      }
    }
  }

  /** Ends every pause with this reason, and tries nothing again. */
  stop(reason: unknown): void {
    this.stopped.abort(reason);
  }

  private spend(): boolean {
    this.roll();
    if (this.retries >= FREE + SHARE * this.calls) return false;
    this.retries += 1;
    return true;
  }

  /** A new window keeps half of the old counts, so that its edge is no cliff. */
  private roll(): void {
    const now = performance.now();
    if (now - this.windowStart < WINDOW) return;
    const keep = now - this.windowStart < 2 * WINDOW ? 0.5 : 0;
    this.calls *= keep;
    this.retries *= keep;
    this.windowStart = now;
  }
}

import { delay, allowManyListeners } from './abort.js';
import { backoff, type BackoffRange } from './backoff.js';

/** What is retried, the same for all work of a kind. */
export interface RetryRules {
  /** Whether the same work may succeed a moment later. */
  isTransient: (error: unknown) => boolean;
  /** For how many ms the failed service asked to be left alone; `undefined` where it did not say. */
  retryAfter?: (error: unknown) => number | undefined;
  /** Called before each pause. */
  onRetry?: (error: unknown, pauseMs: number) => void;
}

/** How far the retries of one piece of work may go. */
export interface RetryLimits {
  /** Default: the policy's. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
  /** No pause may end after this moment of `performance.now()`. */
  readonly deadline?: number;
  /** The most it waits because the failed service asked for it, in ms, all its pauses together. Default: no bound. */
  readonly maxWait?: number;
}

/** How long a call counts in the retry budget. */
const BUDGET_WINDOW_MS = 10_000;
/** Retries allowed for each call in a window, and on top of that, so that a quiet client may retry at all. */
const RETRIES_PER_CALL = 0.2;
const FREE_RETRIES = 10;

/**
 * Retries work while its failures are transient. One policy serves a whole client and keeps its budget: in ten seconds,
 * retries are at most a fifth of the calls and ten more, so that a client does not multiply the load on a failing Spotify.
 * No retry comes sooner than the service's Retry-After; work that cannot wait so long fails at once.
 *
 * Written here and not taken from a library (p-retry, cockatiel): those have no budget across calls.
 */
export class RetryPolicy {
  private windowStart = -Infinity;
  private calls = 0;
  private retries = 0;
  private readonly stopped = new AbortController();

  constructor(private readonly options: BackoffRange & { readonly attempts: number }) {
    allowManyListeners(this.stopped.signal); // every pause listens
  }

  run<T>(work: () => Promise<T>, rules: RetryRules, limits: RetryLimits = {}): Promise<T> {
    this.countCall();
    return work().catch((error: unknown) => this.retry(work, rules, limits, error));
  }

  /** Counts a call in the budget. With `retry()` it is `run()` in two steps, for callers who count bytes. */
  countCall(): void {
    this.rollWindow();
    this.calls += 1;
  }

  /** Ends every pause and retries nothing more; the work in a pause rejects with its last error. */
  stop(): void {
    this.stopped.abort();
  }

  /** Retries work that failed with `firstError`, if that is transient and the limits allow. */
  async retry<T>(
    work: () => Promise<T>,
    { isTransient, retryAfter, onRetry }: RetryRules,
    limits: RetryLimits,
    firstError: unknown,
  ): Promise<T> {
    const { signal, deadline = Infinity, maxWait = Infinity } = limits;
    const { attempts = this.options.attempts } = limits;
    const { signal: stopped } = this.stopped;
    const waitUntil = performance.now() + maxWait;
    for (let error = firstError, retry = 0; ; retry += 1) {
      if (retry + 1 >= attempts || !isTransient(error)) throw error;
      const requested = retryAfter?.(error) ?? 0;
      const pause = Math.max(backoff(retry, this.options), requested);
      const now = performance.now();
      const late = now + pause > deadline || (requested > 0 && now + pause > waitUntil);
      if (stopped.aborted || signal?.aborted || late || !this.spend()) throw error;
      onRetry?.(error, pause);
      await delay(pause, signal, stopped).catch((reason: unknown) => {
        throw signal?.aborted ? reason : error;
      });
      try {
        return await work();
      } catch (again) {
        error = again;
      }
    }
  }

  private spend(): boolean {
    this.rollWindow();
    if (this.retries >= FREE_RETRIES + RETRIES_PER_CALL * this.calls) return false;
    this.retries += 1;
    return true;
  }

  /** A new window keeps half of the old counts, so that the budget does not jump at its edge. */
  private rollWindow(): void {
    const now = performance.now();
    if (now - this.windowStart < BUDGET_WINDOW_MS) return;
    const keep = now - this.windowStart < 2 * BUDGET_WINDOW_MS ? 0.5 : 0;
    this.calls *= keep;
    this.retries *= keep;
    this.windowStart = now;
  }
}

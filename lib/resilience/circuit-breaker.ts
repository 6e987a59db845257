import { backoff, type BackoffRange } from './backoff.js';

/**
 * How an outcome counts: a failure of the service, a success (even a response that refuses this call), ignored, or an
 * explicit request of the service to send nothing for `retryIn` ms.
 */
export type Outcome = 'failure' | 'success' | 'ignored' | { readonly retryIn: number };

export interface CircuitBreakerOptions extends BackoffRange {
  /** How many failures in a row open the circuit; a function is asked at each failure. */
  readonly threshold: number | (() => number);
  /** Called whenever the circuit opens, with `openState` in place. */
  readonly onOpen?: () => void;
  /** Called when an open circuit closes. */
  readonly onClose?: () => void;
}

/**
 * Stops calls to a service that fails repeatedly. After `threshold` failures in a row, or when the service asks for a
 * pause, the circuit opens and calls are rejected with the last cause; after a growing, jittered pause, and no sooner
 * than the service asked, one call at a time probes whether the service works again.
 *
 * Written here and not taken from a library (cockatiel, opossum): those count in windows or wrap one function, and none
 * lets the service's own Retry-After set the pause.
 */
export class CircuitBreaker {
  private failures = 0;
  private openings = 0;
  private openUntil = 0;
  private probing = false;
  private lastError: unknown;

  constructor(private readonly options: CircuitBreakerOptions) {}

  /** While calls are rejected: the cause, and in how many ms the next may be tried. */
  get openState(): { readonly cause: unknown; readonly retryIn: number } | undefined {
    const { retryIn } = this;
    if (retryIn === undefined || (retryIn === 0 && !this.probing)) return undefined;
    return { cause: this.lastError, retryIn };
  }

  /** In how many ms a call may probe, 0 from then on; `undefined` while the circuit is closed. */
  get retryIn(): number | undefined {
    return this.openings === 0 ? undefined : Math.max(this.openUntil - performance.now(), 0);
  }

  /** Runs work that the open state did not reject, and records its outcome. */
  run<T>(work: () => Promise<T>, classify: (error: unknown) => Outcome): Promise<T> {
    const probe = this.begin();
    return work().then(
      (result) => {
        this.record('success', probe);
        return result;
      },
      (error: unknown) => {
        this.record(classify(error), probe, error);
        throw error;
      },
    );
  }

  /** Begins work that the open state did not reject, for `record()`; returns whether it is the probe. */
  begin(): boolean {
    const probe = this.openings > 0;
    if (probe) this.probing = true;
    return probe;
  }

  /** Records the outcome of work that began with `begin()`. */
  record(outcome: Outcome, probe = false, error?: unknown): void {
    if (probe) this.probing = false;
    if (outcome === 'success') this.close();
    if (outcome === 'failure') this.fail(error, probe, 0);
    if (typeof outcome === 'object') this.fail(error, probe, outcome.retryIn);
  }

  private fail(error: unknown, probe: boolean, retryIn: number): void {
    this.lastError = error;
    this.failures += 1;
    // Calls that were in flight when it opened tell nothing new.
    const { threshold } = this.options;
    const limit = typeof threshold === 'function' ? threshold() : threshold;
    const thresholdReached = this.openings === 0 && this.failures >= limit;
    if (probe || thresholdReached || retryIn > 0) this.open(retryIn);
  }

  private open(atLeast: number): void {
    const { minDelay, maxDelay } = this.options;
    // At least half of the pause: full jitter alone could be no pause at all.
    const half = Math.min(maxDelay, minDelay * 2 ** this.openings) / 2;
    const pause = half + backoff(this.openings, this.options) / 2;
    this.openUntil = performance.now() + Math.max(pause, atLeast);
    this.openings += 1;
    this.options.onOpen?.();
  }

  private close(): void {
    const wasOpen = this.openings > 0;
    this.failures = 0;
    this.openings = 0;
    if (wasOpen) this.options.onClose?.();
  }
}

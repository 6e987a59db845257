import { backoff, type BackoffRange } from './backoff.js';

/**
 * What an outcome says of the service: it failed, it is well (even if it refused this call), or nothing; or it asked to
 * be left in peace for so many ms.
 */
export type Verdict = 'failed' | 'well' | 'unknown' | { readonly retryIn: number };

/**
 * Stops asking a service that fails steadily: after `threshold` failures in a row, or once the service asks for it, it
 * opens, and calls are refused with the last cause; when a growing, jittered pause is over, and no sooner than the
 * service asked, one call at a time finds out whether it is back.
 */
export class Circuit {
  private failures = 0;
  private openings = 0;
  private openUntil = 0;
  private probing = false;
  private lastError: unknown;

  constructor(private readonly options: BackoffRange & { readonly threshold: number }) {}

  /** Why a call may not go out now and in how many ms it may; nothing when it may. */
  get refusal(): { readonly cause: unknown; readonly retryIn: number } | undefined {
    if (this.openings === 0) return undefined;
    const retryIn = this.openUntil - performance.now();
    if (retryIn <= 0 && !this.probing) return undefined;
    return { cause: this.lastError, retryIn: Math.max(retryIn, 0) };
  }

  /** Runs work that was not refused, and learns from its outcome. */
  run<T>(work: () => Promise<T>, judge: (error: unknown) => Verdict): Promise<T> {
    const probe = this.openings > 0;
    if (probe) this.probing = true;
    return work().then(
      (result) => {
        this.learn('well', probe);
        return result;
      },
      (error: unknown) => {
        this.learn(judge(error), probe, error);
        throw error;
      },
    );
  }

  private learn(verdict: Verdict, probe: boolean, error?: unknown): void {
    if (probe) this.probing = false;
    if (verdict === 'well') this.close();
    if (verdict === 'failed') this.fail(error, probe, 0);
    if (typeof verdict === 'object') this.fail(error, probe, verdict.retryIn);
  }

  private fail(error: unknown, probe: boolean, retryIn: number): void {
    this.lastError = error;
    this.failures += 1;
    // Calls that were under way when it opened say nothing new.
    const steadily = this.openings === 0 && this.failures >= this.options.threshold;
    if (probe || steadily || retryIn > 0) this.open(retryIn);
  }

  private open(least: number): void {
    const { minDelay, maxDelay } = this.options;
    // At least half of the pause: full jitter alone could be no pause at all.
    const half = Math.min(maxDelay, minDelay * 2 ** this.openings) / 2;
    const pause = half + backoff(this.openings, this.options) / 2;
    this.openUntil = performance.now() + Math.max(pause, least);
    this.openings += 1;
  }

  private close(): void {
    this.failures = 0;
    this.openings = 0;
  }
}

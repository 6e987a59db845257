import { withTimeout } from './abort.js';
import { CircuitBreaker } from './circuit-breaker.js';

/**
 * Runs work that helps but is not needed, such as reading a shared store. Work that fails or takes longer than
 * `timeoutMs` gives `undefined`; after it all such work is left out, at first for up to a second, at last for up to five,
 * until one piece of work has succeeded again.
 */
export class BestEffort {
  private readonly circuit = new CircuitBreaker({ threshold: 1, minDelay: 1000, maxDelay: 5000 });
  private reported = false;

  /** `onFailure` is called with the first failure of several in a row. */
  constructor(
    private readonly timeoutMs: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** As `run()`, for work that nobody waits for. */
  start(work: () => Promise<unknown>): void {
    this.run(work).catch(() => {});
  }

  /** Never rejects. A caller that aborts gets `undefined` at once, which says nothing of the work. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
    if (this.circuit.openState) return undefined;
    try {
      const result = await this.circuit.run(
        // `async`, because work may throw before it returns a promise
        async () => withTimeout(this.timeoutMs, work(), signal),
        () => (signal?.aborted ? 'ignored' : 'failure'),
      );
      this.reported = false;
      return result;
    } catch (error) {
      if (!this.reported && !signal?.aborted) {
        this.reported = true;
        this.onFailure(error);
      }
      return undefined;
    }
  }
}

/** Requests a second when calls go on after a 429, and the lowest rate: of all processes together. */
const INITIAL_RATE = 10;
const MIN_RATE = 1;
/** So long after the end of a pause without another 429, Spotify's window has forgotten it: the rate is unlimited again. */
const FORGET_AFTER_MS = 30_000;

/** The share of the successes in the second before a 429 up to which the rate doubles; above it grows slowly. */
const SAFE_SHARE = 0.75;

/**
 * How fast calls go on after a 429, while the limit is unknown: the rate doubles every second while calls succeed, up to
 * a share of the rate that succeeded before, and then grows by one a second; each further 429 halves it. (TCP's congestion
 * control works the same way.)
 *
 * @see https://www.rfc-editor.org/rfc/rfc5681#section-3.1
 */
export class AdaptiveRate {
  /** How many processes share the limit: each goes at its part of the rate. */
  processes = 1;
  private rate = Infinity;
  private threshold = Infinity;
  private lastSentAt = 0;
  private limitedUntil = -Infinity;
  /** When this second began, and the successes of this second and of the one before. */
  private secondStart = -Infinity;
  private successes = 0;
  private previousSuccesses = 0;

  /** The moment of `performance.now()` from which the next request may be sent. */
  get nextAt(): number {
    return this.lastSentAt + 1000 / this.rate;
  }

  onSent(now: number): void {
    if (now - this.limitedUntil > FORGET_AFTER_MS) this.forget();
    this.lastSentAt = now;
  }

  /** Makes the rate unlimited again. */
  forget(): void {
    this.rate = this.threshold = Infinity;
  }

  onSuccess(now: number): void {
    if (now - this.secondStart >= 1000) {
      this.previousSuccesses = now - this.secondStart < 2000 ? this.successes : 0;
      this.successes = 0;
      this.secondStart = now;
    }
    this.successes += 1;
    this.rate += this.rate < this.threshold ? 1 : 1 / (this.rate * this.processes);
  }

  /** After a 429 that pauses the client until this moment: however long the pause is, the pace counts from its end. */
  onLimited(until: number): void {
    this.limitedUntil = until;
    if (this.rate === Infinity) {
      this.rate = INITIAL_RATE / this.processes;
      const safe = SAFE_SHARE * Math.max(this.successes, this.previousSuccesses);
      this.threshold = safe > this.rate ? safe : Infinity; // a few successes tell nothing
    } else {
      this.rate = Math.max(MIN_RATE / this.processes, this.rate / 2);
      this.threshold = this.rate;
    }
  }
}

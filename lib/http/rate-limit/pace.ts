/** Requests a second when calls go on after a 429, and the least that a pace falls to. */
const START = 10;
const LEAST = 1;
/** After so long without a 429, in ms, Spotify's window has forgotten the storm, and so does the pace. */
const FORGET = 30_000;

/**
 * How fast calls go on after a 429, when nobody knows the limit: the rate doubles every second while calls succeed; each
 * further 429 halves it, and from then on it grows by one a second. (TCP finds its way in a network in the same way.)
 *
 * @see https://www.rfc-editor.org/rfc/rfc5681#section-3.1
 */
export class Pace {
  private rate = Infinity;
  private threshold = Infinity;
  private last = 0;
  private limitedAt = -Infinity;

  /** The moment of `performance.now()` from which the next request may leave. */
  get nextAt(): number {
    return this.last + 1000 / this.rate;
  }

  sent(now: number): void {
    if (now - this.limitedAt > FORGET) this.rate = this.threshold = Infinity;
    this.last = now;
  }

  succeeded(): void {
    this.rate += this.rate < this.threshold ? 1 : 1 / this.rate;
  }

  limited(now: number): void {
    this.limitedAt = now;
    if (this.rate === Infinity) {
      this.rate = START;
    } else {
      this.rate = Math.max(LEAST, this.rate / 2);
      this.threshold = this.rate;
    }
  }
}

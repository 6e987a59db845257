/** Requests a second when calls go on after a 429, and the least that a pace falls to. */
const START = 10;
const LEAST = 1;
/** After so long without a 429, in ms, Spotify's window has forgotten the storm, and so does the pace. */
const FORGET = 30_000;

/** Of the calls that succeeded in the second before a 429, how many may leave in one before the rate grows slowly. */
const SAFE = 0.75;

/**
 * How fast calls go on after a 429, when nobody knows the limit: the rate doubles every second while calls succeed, up to
 * a part of what went well before, and then grows by one a second; each further 429 halves it. (TCP finds its way in a
 * network in the same way.)
 *
 * @see https://www.rfc-editor.org/rfc/rfc5681#section-3.1
 */
export class Pace {
  private rate = Infinity;
  private threshold = Infinity;
  private last = 0;
  private limitedAt = -Infinity;
  /** Successes of this second and of the one before. */
  private second = -Infinity;
  private recent = 0;
  private before = 0;

  /** The moment of `performance.now()` from which the next request may leave. */
  get nextAt(): number {
    return this.last + 1000 / this.rate;
  }

  sent(now: number): void {
    if (now - this.limitedAt > FORGET) this.rate = this.threshold = Infinity;
    this.last = now;
  }

  succeeded(now: number): void {
    if (now - this.second >= 1000) {
      this.before = now - this.second < 2000 ? this.recent : 0;
      this.recent = 0;
      this.second = now;
    }
    this.recent += 1;
    this.rate += this.rate < this.threshold ? 1 : 1 / this.rate;
  }

  limited(now: number): void {
    this.limitedAt = now;
    if (this.rate === Infinity) {
      this.rate = START;
      const safe = SAFE * Math.max(this.recent, this.before);
      this.threshold = safe > START ? safe : Infinity; // a few successes tell nothing
    } else {
      this.rate = Math.max(LEAST, this.rate / 2);
      this.threshold = this.rate;
    }
  }
}

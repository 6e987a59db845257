const WINDOW = 30_000;

/** A limit on a rolling window of 30 seconds. */
export class FakeRateLimit {
  private readonly times: number[] = [];

  constructor(private readonly requests: number) {}

  /** Counts a request; or, when there is no room for it, answers the whole seconds until there is. */
  enter(): number | undefined {
    const now = Date.now();
    while (this.times[0] !== undefined && this.times[0] <= now - WINDOW) this.times.shift();
    const [oldest] = this.times;
    if (oldest !== undefined && this.times.length >= this.requests) {
      return Math.max(1, Math.ceil((oldest + WINDOW - now) / 1000));
    }
    this.times.push(now);
    return undefined;
  }
}

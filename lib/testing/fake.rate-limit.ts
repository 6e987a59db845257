const WINDOW_MS = 30_000;

/** At most so many requests per rolling window. */
export class FakeRateLimit {
  private readonly times: number[] = [];

  constructor(private readonly requests: number) {}

  /** Counts a request; when the window is full, returns the whole seconds until it is not. */
  enter(): number | undefined {
    const now = Date.now();
    while (this.times[0] !== undefined && this.times[0] <= now - WINDOW_MS) this.times.shift();
    const [oldest] = this.times;
    if (oldest !== undefined && this.times.length >= this.requests) {
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
    }
    this.times.push(now);
    return undefined;
  }
}

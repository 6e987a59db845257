/** Allows so many requests in any window of `windowMs`; any number until a limit is set. */
export class RollingWindow {
  private max = Infinity;
  /** When requests were sent, oldest first; those before `first` have left the window. */
  private sentAt: number[] = [];
  private first = 0;

  constructor(private readonly windowMs: number) {}

  get limit(): number {
    return this.max;
  }

  /** Sets the limit, or lowers it. */
  restrict(limit: number | undefined): void {
    if (limit !== undefined) this.max = Math.min(this.max, limit);
  }

  /** How many requests are in the window now. */
  count(now: number): number {
    const { sentAt } = this;
    while (this.first < sentAt.length && sentAt[this.first]! <= now - this.windowMs)
      this.first += 1;
    if (this.first > 1000 && this.first > sentAt.length / 2) {
      this.sentAt = sentAt.slice(this.first);
      this.first = 0;
    }
    return this.sentAt.length - this.first;
  }

  /** The moment from which the request after `ahead` others may be sent; exact for fewer than a window of them. */
  freeAt(ahead: number, now: number): number {
    if (this.max === Infinity) return -Infinity;
    const excess = this.count(now) + ahead - this.max;
    if (excess < 0) return -Infinity;
    const windows = Math.floor(excess / this.max);
    const place = this.sentAt[this.first + (excess % this.max)] ?? now;
    return place + (1 + windows) * this.windowMs;
  }

  onSent(now: number): void {
    if (this.max !== Infinity) this.sentAt.push(now);
  }
}

/** Allows `limit` requests in any window of `windowMs`. */
export class RollingWindow {
  private readonly sentAt: number[] = [];
  private next = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** The moment from which the request after `ahead` others may be sent; exact for fewer than a window of them. */
  freeAt(ahead: number): number {
    const turn = this.sentAt[(this.next + ahead) % this.limit] ?? -Infinity;
    const windows = 1 + Math.floor(ahead / this.limit);
    return turn === -Infinity ? -Infinity : turn + windows * this.windowMs;
  }

  onSent(now: number): void {
    this.sentAt[this.next] = now;
    this.next = (this.next + 1) % this.limit;
  }
}

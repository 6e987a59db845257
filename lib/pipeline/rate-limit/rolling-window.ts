import type { BudgetShare } from './budget-share.js';

/** Allows so many requests in any window of `windowMs`; any number until a limit is set. */
export class RollingWindow {
  /** Set while the budget is shared with other processes. */
  share: BudgetShare | undefined;
  private max = Infinity;
  /** When requests were sent, oldest first; those before `first` have left the window. */
  private sentAt: number[] = [];
  private first = 0;

  constructor(readonly windowMs: number) {}

  get limit(): number {
    return this.max;
  }

  /** Sets the limit, or lowers it. */
  restrict(limit: number | undefined): void {
    if (limit !== undefined) this.max = Math.min(this.max, limit);
  }

  /** How many requests of this process are in the window now. */
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

  /** How many requests are in the window now, those of all processes that share the budget. */
  used(now: number): number {
    return this.share ? this.share.used : this.count(now);
  }

  /** The moment from which the request after `ahead` others may be sent; exact for fewer than a window of them. */
  freeAt(ahead: number, now: number): number {
    if (this.max === Infinity) return -Infinity;
    return this.share ? this.share.freeAt(ahead, now) : this.freeWithin(this.max, ahead, now);
  }

  /** As `freeAt`, if no more than `max` requests of this process were allowed. */
  freeWithin(max: number, ahead: number, now: number): number {
    const excess = this.count(now) + ahead - max;
    if (excess < 0) return -Infinity;
    if (max < 1) return now + this.windowMs;
    const windows = Math.floor(excess / max);
    const place = this.sentAt[this.first + (excess % max)] ?? now;
    return place + (1 + windows) * this.windowMs;
  }

  onSent(now: number): void {
    if (this.max === Infinity) return;
    this.sentAt.push(now);
    this.share?.onSent(now);
  }
}

import type { SpotifyBudgetReport, SpotifyBudgetState } from '../../options/spotify-limit-store.js';
import type { RollingWindow } from './rolling-window.js';

/** A grant may be spent for so long. The store counts it for as much longer, so that nothing is sent too early. */
const PORTION_TTL_MS = 1000;
/** A portion is to last for so long at the present rate: a little longer than from one exchange to the next. */
const PORTION_MS = 150;
const MAX_PORTION = 10_000;
/** A window is counted in so many slots: what was sent in one comes free at once. */
const SLOTS = 60;
/** When the store has lost its count, every process reports its own; by then those that make calls have done so. */
const RECOUNT_MS = 5000;

/** Requests that the store has granted to this process, all at once. */
interface Portion {
  readonly slot: number;
  left: number;
  /** Of `performance.now()`. */
  until: number;
}

/**
 * This process' part of a budget that it shares with others: a portion that the store has granted, which it spends without
 * a word, and gives back where it does not. Portions grow and shrink with the rate of requests, so that a process makes
 * few exchanges, and others do not wait for what it holds.
 *
 * Without the store it spends the portion that it has, and then its share of what was left when the store was last heard:
 * the more processes, the less. What it sends so is reported later.
 */
export class BudgetShare {
  /** What all processes have used, as far as is known. */
  used = 0;
  private portions: Portion[] = [];
  /** What comes free when, while nothing is left. */
  private frees: { readonly at: number; readonly count: number }[] = [];
  private epoch: string | undefined;
  /** Sent without a grant and not reported. */
  private spent = 0;
  /** Granted, not spent in time, and not given back. */
  private unused: { slot: number; count: number }[] = [];
  /** How large a portion is to be, and what that goes by. */
  private size = 1;
  private sentSinceReport = 0;
  private reportedAt = -Infinity;
  /** How many share the budget, as far as is known. */
  private processes = 1;
  /** While the store cannot be relied on: the most requests of this process in a window, and until when that holds. */
  private cap: { readonly max: number; readonly until: number } | undefined;

  constructor(
    readonly name: string,
    private readonly window: RollingWindow,
  ) {}

  /** Whether there is a budget at all. */
  get isLimited(): boolean {
    return this.window.limit < Infinity;
  }

  /** Whether there is something to give back. */
  hasUnused(now: number): boolean {
    this.left(now);
    return this.unused.length > 0;
  }

  /** Whether a request that nothing else holds back needs a grant first. */
  needsGrant(now: number): boolean {
    return this.isLimited && this.left(now) === 0;
  }

  freeAt(ahead: number, now: number): number {
    const capped = this.freeUnderCap(ahead, now);
    if (this.cap?.until === Infinity) return capped;
    const excess = ahead - this.left(now) - Math.max(0, this.window.limit - this.used);
    if (excess < 0) return capped;
    let places = 0;
    for (const { at, count } of this.frees) {
      places += count;
      if (places > excess) return Math.max(capped, at);
    }
    const last = this.frees.at(-1)?.at ?? now;
    const windows = 1 + Math.floor((excess - places) / this.window.limit);
    return Math.max(capped, last + windows * this.window.windowMs);
  }

  onSent(now: number): void {
    this.sentSinceReport += 1;
    if (this.left(now) === 0) {
      this.spent += 1;
      this.used += 1;
      return;
    }
    const [portion] = this.portions;
    portion!.left -= 1;
    if (portion!.left === 0) this.portions.shift();
  }

  /** @param idle - nothing waits to be sent: what is left is given back, and nothing is wanted */
  report(now: number, idle: boolean): SpotifyBudgetReport {
    if (idle) this.expire(Infinity);
    const left = this.left(now);
    if (!idle) this.resize(left, now);
    const { name, window, spent, unused } = this;
    this.spent = 0;
    this.unused = []; // lost if the exchange fails, and so counted as sent
    return {
      name,
      limit: window.limit,
      window: window.windowMs,
      slot: Math.ceil(window.windowMs / SLOTS),
      portionTtl: PORTION_TTL_MS,
      want: idle ? 0 : Math.max(0, this.size - left),
      spent,
      unused,
    };
  }

  /** @param reportedAt - when the report was made: the grant's life begins then, not with the store's response */
  apply(
    report: SpotifyBudgetReport,
    state: SpotifyBudgetState,
    processes: number,
    reportedAt: number,
    now: number,
  ): void {
    if (this.cap?.until === Infinity) {
      this.cap = undefined;
      this.expire(Infinity); // what was left when the store failed; it may be long ago
    }
    const { granted, slot, used, frees, epoch } = state;
    if (this.epoch !== undefined && this.epoch !== epoch) this.recount(report, now);
    this.processes = processes;
    this.epoch = epoch;
    this.used = used;
    this.frees = frees.map(([ms, count]) => ({ at: now + ms, count }));
    if (granted > 0)
      this.portions.push({ slot, left: granted, until: reportedAt + PORTION_TTL_MS });
  }

  /** The exchange failed, whether the store took the report or not: what was spent is reported once more. */
  onFailed(report: SpotifyBudgetReport): void {
    this.spent += report.spent;
  }

  /** The store took the report after all, too late for the grant to be used. */
  onLate(report: SpotifyBudgetReport, { granted, slot }: SpotifyBudgetState): void {
    this.spent -= report.spent;
    if (granted > 0) this.unused.push({ slot, count: granted });
  }

  /** From now on the process goes by itself: the store failed. */
  goAlone(now: number): void {
    if (this.cap?.until === Infinity) return;
    this.cap = { max: this.fairShare(now), until: Infinity };
    for (const portion of this.portions) portion.until = Infinity;
  }

  /** The store has forgotten everything: this process tells its part anew, and keeps to its share meanwhile. */
  private recount(report: SpotifyBudgetReport, now: number): void {
    this.cap = { max: this.fairShare(now), until: now + RECOUNT_MS };
    this.spent = this.window.count(now) - report.spent;
    this.portions = [];
    this.unused = [];
  }

  /** What this process has sent, what it holds, and its share of what all have left. */
  private fairShare(now: number): number {
    const left = Math.max(0, this.window.limit - this.used);
    return this.window.count(now) + this.left(now) + Math.floor(left / this.processes);
  }

  private freeUnderCap(ahead: number, now: number): number {
    const { cap, window } = this;
    if (!cap) return -Infinity;
    if (now < cap.until) return window.freeWithin(cap.max, ahead, now);
    this.cap = undefined;
    return -Infinity;
  }

  /** What is left of the portions. */
  private left(now: number): number {
    this.expire(now);
    let sum = 0;
    for (const { left } of this.portions) sum += left;
    return sum;
  }

  private expire(now: number): void {
    while (this.portions[0] && this.portions[0].until <= now) {
      const { slot, left } = this.portions.shift()!;
      this.unused.push({ slot, count: left });
    }
  }

  /** A portion that was spent early is doubled; otherwise it is what the present rate needs. */
  private resize(left: number, now: number): void {
    const elapsed = Math.max(1, now - this.reportedAt);
    if (left === 0 && elapsed < PORTION_MS) this.size = Math.min(2 * this.size, MAX_PORTION);
    else this.size = Math.max(1, Math.ceil((this.sentSinceReport * PORTION_MS) / elapsed));
    this.sentSinceReport = 0;
    this.reportedAt = now;
  }
}

import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { printThrown } from '../../errors/redact.js';
import type {
  SpotifyLimitReport,
  SpotifyLimitState,
  SpotifyLimitStore,
} from '../../options/spotify-limit-store.js';
import { STORE_TIMEOUT_MS } from '../../options/spotify-store.js';
import { withTimeout } from '../../resilience/abort.js';
import { BestEffort } from '../../resilience/best-effort.js';
import type { AccountLimits } from './account-limits.js';
import { BudgetShare } from './budget-share.js';
import { PROBE_PATIENCE_MS, QUOTA_PROBE_MS } from './closure.js';
import type { RequestTarget } from './closures.js';
import { type CloseReport, FleetCloses } from './fleet-closes.js';
import { soundLimitState } from './sound-limit-state.js';

/** Knowledge that is older is renewed before a request is sent: so soon every process knows what another one has met. */
const KNOWN_FOR_MS = 100;
/** A process that has made no exchange for so long is not counted as one of the fleet. */
const PROCESS_TTL_MS = 60_000;
/** After so long without an exchange, what is left of a portion is given back. */
const IDLE_MS = 1100;

/**
 * An account's limits as a fleet shares them: RULE 7 of `AccountLimits`. Before a request is sent, and at most once in
 * 100 ms, one exchange with the store tells what this process has learnt and spent, and takes over what others have. A
 * refusal is told at once. A process that sends nothing makes no exchange, but one to give back what it holds.
 *
 * While the store fails nobody waits for it: the limits are this process' own, and one exchange at a time finds out
 * whether it works again.
 */
export class FleetLimits {
  /** How many clients of this process use it. */
  clients = 0;
  private readonly process = randomUUID();
  private readonly logger = new Logger('SpotifyRateLimit');
  private readonly bestEffort: BestEffort;
  private readonly closes: FleetCloses;
  private readonly shares: readonly BudgetShare[];
  private revision = 0;
  private syncedAt = -Infinity;
  private triedAt = -Infinity;
  /** The exchange that is under way. */
  private pending: Promise<void> | undefined;
  private alone = false;
  /** Something is to be told that the exchange under way does not tell. */
  private hasNews = false;
  /** Keys of closures that this process wants to probe, and for how long; and until when it may probe which. */
  private wanted = new Map<string, number>();
  private readonly granted = new Map<string, number>();
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: AccountLimits,
    readonly store: SpotifyLimitStore,
    private readonly account: string,
  ) {
    this.closes = new FleetCloses(limits);
    this.shares = [
      (limits.per30s.share = new BudgetShare('30s', limits.per30s)),
      (limits.perDay.share = new BudgetShare('day', limits.perDay)),
    ];
    this.bestEffort = new BestEffort(
      store.timeout ?? STORE_TIMEOUT_MS,
      (error) =>
        this.logger.warn(
          `The limit store failed; this process keeps to the limits by itself. ${printThrown(error)}`,
        ),
      store.connection,
    );
  }

  /** Whether what is known is too old to go by, so that an exchange comes first. */
  isStale(now: number): boolean {
    return !this.alone && now - this.syncedAt >= KNOWN_FOR_MS;
  }

  /**
   * For a request that this process by itself would send at this moment: `undefined` if it may go by what is known, or
   * else the end of an exchange, after which to ask once more.
   */
  whenKnown(target: RequestTarget, at: number, now: number): Promise<void> | undefined {
    if (this.alone) {
      if (now - this.triedAt >= KNOWN_FOR_MS) this.exchange().catch(() => {});
      return undefined;
    }
    const needsExchange =
      this.isStale(now) ||
      (at <= now &&
        (this.mustClaim(target, now) || this.shares.some((share) => share.needsGrant(now))));
    return needsExchange ? this.exchange() : undefined;
  }

  onSent(target: RequestTarget): void {
    if (this.granted.size === 0) return;
    for (const { key } of this.limits.closures.of(target)) this.granted.delete(key);
  }

  /** A close has come or gone. */
  onChange(): void {
    this.hasNews = true;
    if (!this.alone) this.exchange().catch(() => {});
  }

  /** Gives back what this process holds. Never rejects, and takes no longer than the store may. */
  async leave(): Promise<void> {
    const { limits } = this;
    this.clients -= 1;
    if (this.clients > 0 || limits.fleet !== this) return;
    limits.fleet = limits.per30s.share = limits.perDay.share = undefined;
    clearTimeout(this.idleTimer);
    const now = performance.now();
    const { report } = this.report(now, true);
    if (this.alone || !report.budgets.some(({ unused, spent }) => spent > 0 || unused.length > 0)) {
      return;
    }
    const told = (async () => this.store.exchange(this.account, report))();
    await withTimeout(this.store.timeout ?? STORE_TIMEOUT_MS, told).catch(() => {});
  }

  /** Whether the request is to find out whether a closed bucket is open again, and others may be about to. */
  private mustClaim(target: RequestTarget, now: number): boolean {
    let mustWait = false;
    for (const closure of this.limits.closures.of(target)) {
      const { key, kind, until } = closure;
      if (kind === 'unsure' || !this.closes.has(closure)) continue;
      if ((this.granted.get(key) ?? now) > now) continue;
      this.wanted.set(key, now < until ? QUOTA_PROBE_MS : PROBE_PATIENCE_MS);
      mustWait = true;
    }
    return mustWait;
  }

  /** One at a time. Never rejects. */
  private exchange(idle = false): Promise<void> {
    return (this.pending ??= this.begin(idle));
  }

  private async begin(idle: boolean): Promise<void> {
    const now = performance.now();
    this.triedAt = now;
    let told: SpotifyLimitReport | undefined;
    let ended = false;
    const done = await this.bestEffort.run(async () => {
      const { report, closes } = this.report(now, idle);
      told = report;
      const state = soundLimitState(await this.store.exchange(this.account, report), report);
      if (ended) return this.onLate(report, state);
      this.apply(report, closes, state, now);
      return true;
    });
    ended = true;
    this.pending = undefined; // those who are told may need another one
    const wasAlone = this.alone;
    if (!done) this.goAlone(told);
    if (done || !wasAlone) this.limits.notify();
    if (done && this.hasNews) this.exchange().catch(() => {});
  }

  private report(now: number, idle: boolean): { report: SpotifyLimitReport; closes: CloseReport } {
    const closes = this.closes.report(now);
    this.hasNews = false;
    const { process, revision } = this;
    const report: SpotifyLimitReport = {
      process,
      processTtl: PROCESS_TTL_MS,
      revision,
      closed: closes.closed,
      opened: closes.opened,
      claims: [...this.wanted].map(([key, ttl]) => ({ key, ttl })),
      budgets: this.limited().map((share) => share.report(now, idle)),
    };
    this.wanted.clear();
    return { report, closes };
  }

  private apply(
    report: SpotifyLimitReport,
    closes: CloseReport,
    state: SpotifyLimitState,
    reportedAt: number,
  ): void {
    const now = performance.now();
    const { limits } = this;
    this.syncedAt = now;
    this.alone = false;
    limits.rate.processes = state.processes;
    this.closes.onReported(closes);
    if (state.revision < this.revision) {
      // It has lost what it had, and is told anew as by a process that knows nothing: once, even if it goes on falling.
      this.closes.forget();
      this.hasNews = true;
      this.revision = 0;
    } else {
      if (state.closes) this.closes.apply(state.closes, now);
      this.revision = state.revision;
    }
    for (const { key, ttl } of report.claims) {
      const { granted, wait } = state.claims[key] ?? { granted: true, wait: 0 };
      if (granted) this.granted.set(key, now + ttl);
      else limits.closures.get(key)?.onProbedElsewhere(now + wait);
    }
    for (const [index, told] of report.budgets.entries()) {
      const known = state.budgets[index];
      const share = this.shares.find(({ name }) => name === told.name);
      if (known) share?.apply(told, known, state.processes, reportedAt, now);
    }
    this.giveBackWhenIdle();
  }

  private goAlone(told: SpotifyLimitReport | undefined): void {
    this.alone = true;
    const now = performance.now();
    for (const share of this.limited()) {
      const report = told?.budgets.find(({ name }) => name === share.name);
      if (report) share.onFailed(report);
      share.goAlone(now);
    }
  }

  /** The store took the report after all. */
  private onLate({ budgets }: SpotifyLimitReport, state: SpotifyLimitState): false {
    for (const [index, report] of budgets.entries()) {
      const known = state.budgets[index];
      const share = this.shares.find(({ name }) => name === report.name);
      if (known) share?.onLate(report, known);
    }
    return false;
  }

  private limited(): BudgetShare[] {
    return this.shares.filter(({ isLimited }) => isLimited);
  }

  private giveBackWhenIdle(): void {
    if (this.idleTimer || this.limited().length === 0) return;
    this.idleTimer = setTimeout(() => {
      this.idleTimer = undefined;
      const now = performance.now();
      if (now - this.syncedAt < IDLE_MS) this.giveBackWhenIdle();
      else if (this.limited().some((share) => share.hasUnused(now))) {
        this.exchange(true).catch(() => {});
      }
    }, IDLE_MS).unref();
  }
}

import { AdaptiveRate } from './adaptive-rate.js';
import { type Closure, type ClosureRecord, PROBE_PATIENCE_MS } from './closure.js';
import { Closures, type RequestTarget } from './closures.js';
import { DayWarning } from './day-warning.js';
import type { FleetLimits } from './fleet-limits.js';
import type { Hold, LimitedRequest, LimitListener, Refusal } from './limited-request.js';
import { RollingWindow } from './rolling-window.js';

const HALF_MINUTE_MS = 30_000;
const DAY_MS = 24 * 3600_000;
/** Those who wait for an exchange with the fleet are told of its end; this is in case they are not. */
const ASK_AGAIN_MS = 100;

/**
 * What Spotify lets one account send, learnt from its responses: THE RULES.
 *
 *     open ──429──▶ paused ──Retry-After──▶ probing ─accepted─▶ paced ──30 s without a 429──▶ open
 *                     ▲                        │
 *                     └─────────429────────────┘
 *
 * 1. A 429 with a Retry-After of up to a minute pauses the client. 429s to requests that were sent before the pause
 *    began belong to it: they may prolong it, and are no further event.
 * 2. After the pause one request goes first; once one is accepted, the others follow, paced (AdaptiveRate). A probe that
 *    is aborted or fails otherwise makes room for the next, and one that hangs for a second does too.
 * 3. The bucket (path template) and the path that were refused are suspects until one of their own requests is accepted.
 *    They send one request at a time. Others go before them, and do not wait for their probes: a request that was just
 *    refused is never the only one to find out whether the client may go on. Where one event refused several buckets, or
 *    several paths, it was the client's limit, and none of them is suspect.
 * 4. A suspect that is refused again is held alone: its path, unless others have been refused meanwhile; then its bucket,
 *    where other buckets have been accepted, or none refused. The others may at once find out whether they may go on.
 *    Where they have been accepted, the suspect is closed to the app: it is held for twice as long each time, and the
 *    pace that its first refusal caused is dropped.
 * 5. A 429 of a used-up quota (`QUOTA_EXCEEDED`, or a Retry-After of more than a minute) closes its bucket only, and one
 *    request every 15 minutes probes it.
 * 6. `requestsPer30s` and `requestsPerDay` hold for all clients of the account together; the smallest given counts.
 * 7. Where processes share their limits (`FleetLimits`), the pause, the suspects, the closed and the budgets are those of
 *    all: what one process is refused holds in the others as if it had been refused there, and one of them probes.
 *
 * All clients of an account in this process share one of these. Times are of `performance.now()`. The order of things is
 * told by numbered events, because in one millisecond much can happen.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
export class AccountLimits {
  readonly per30s = new RollingWindow(HALF_MINUTE_MS);
  readonly perDay = new RollingWindow(DAY_MS);
  /** The queues in which requests wait. */
  readonly listeners = new Set<LimitListener>();
  readonly rate = new AdaptiveRate();
  /** The suspect and the closed, by bucket and by path. */
  readonly closures = new Closures();
  /** Set while the limits are shared with other processes. */
  fleet: FleetLimits | undefined;
  pausedUntil = -Infinity;
  /** Whose refusal began the last pause. */
  pauseTarget: RequestTarget | undefined;
  private readonly dayWarning = new DayWarning(this.perDay);
  private events = 0;
  /** From a pause on until a request sent after it is accepted. */
  private recovering = false;
  private pauseEvent = 0;
  /** While recovering: when the next probe may be sent, by a suspect and by any other. */
  private suspectProbeAt = -Infinity;
  private probeAt = -Infinity;

  /** Whether nothing holds back anyone, neither now nor later. */
  private get isOpen(): boolean {
    const { recovering, closures, per30s, perDay, fleet } = this;
    if (recovering || closures.size > 0 || fleet) return false;
    return Math.min(per30s.limit, perDay.limit) === Infinity;
  }

  /** Whether what holds one request back holds all back. */
  get isUniform(): boolean {
    return this.closures.size === 0;
  }

  /** Whether, of the requests that may be sent, this one is to let others go first. */
  yields(request: LimitedRequest): boolean {
    return this.recovering && this.closures.has(request);
  }

  /** The moment from which this request may be sent, if no other is before it; in the past if it may now. */
  readyAt(request: LimitedRequest, now: number): number {
    if (this.isOpen) return this.rate.nextAt;
    const at = this.allowedAt(request, now);
    return this.fleet?.whenKnown(request, at, now) ? Math.max(at, now + ASK_AGAIN_MS) : at;
  }

  /** Rule 7: where an exchange with the fleet comes first, its end, after which to ask once more. */
  whenKnown(request: LimitedRequest): Promise<void> | undefined {
    if (!this.fleet) return undefined;
    const now = performance.now();
    return this.fleet.whenKnown(request, this.allowedAt(request, now), now);
  }

  /** As `readyAt`, by what is known already. */
  allowedAt(request: LimitedRequest, now: number): number {
    let at = Math.max(this.rate.nextAt, this.per30s.freeAt(0, now), this.perDay.freeAt(0, now));
    if (this.recovering) {
      const probeAt = this.closures.has(request) ? this.suspectProbeAt : this.probeAt;
      at = Math.max(at, this.pausedUntil, probeAt);
    }
    if (this.closures.size === 0) return at;
    for (const closure of this.closures.of(request)) at = Math.max(at, closure.readyAt(now));
    return at;
  }

  /** The limit whose known end is furthest for this request with `ahead` others before it, if any holds it back. */
  holdOn(request: LimitedRequest, ahead: number, now: number): Hold | undefined {
    if (this.isOpen || this.fleet?.isStale(now)) return undefined;
    const holds: Hold[] = [
      { kind: 'pause', until: this.pausedUntil },
      { kind: 'requestsPer30s', until: this.per30s.freeAt(ahead, now) },
      { kind: 'requestsPerDay', until: this.perDay.freeAt(ahead, now) },
    ];
    for (const closure of this.closures.of(request)) {
      const until = Math.min(closure.readyAt(now), closure.until);
      holds.push({ kind: this.kindOf(closure), until });
    }
    const longest = holds.reduce((one, other) => (other.until > one.until ? other : one));
    return longest.until > now ? longest : undefined;
  }

  /** Until when nothing is sent, if anything else than a single bucket holds it: a pause, or a budget that is spent. */
  closedUntil(now: number): number {
    return Math.max(this.pausedUntil, this.per30s.freeAt(0, now), this.perDay.freeAt(0, now));
  }

  /** The buckets, or single paths of one, to which nothing is sent now. */
  closedBuckets(now: number): (Hold & { readonly bucket: string })[] {
    return [...this.closures.values()]
      .filter(({ until }) => until > now)
      .map((closure) => {
        const { bucket, until } = closure;
        return { bucket, kind: this.kindOf(closure), until };
      });
  }

  onSent(request: LimitedRequest, now: number): void {
    this.events += 1;
    request.sent = this.events;
    this.rate.onSent(now);
    if (this.isOpen) return;
    this.per30s.onSent(now);
    this.perDay.onSent(now);
    if (this.perDay.limit < Infinity) this.dayWarning.check(now);
    this.fleet?.onSent(request);
    if (this.recovering) {
      this.suspectProbeAt = now + PROBE_PATIENCE_MS;
      if (!this.closures.has(request)) this.probeAt = now + PROBE_PATIENCE_MS;
    }
    if (this.closures.size === 0) return;
    for (const closure of this.closures.of(request)) closure.onSent(now);
  }

  /** A request that was sent once more after a 401. */
  onReplay(): void {
    const now = performance.now();
    this.per30s.onSent(now);
    this.perDay.onSent(now);
  }

  /** Spotify accepted it, if only with 404: neither the client nor this bucket nor this path is limited. */
  onAnswered(request: LimitedRequest): void {
    const now = performance.now();
    if (now >= this.pausedUntil) this.rate.onSuccess(now);
    let opened = false;
    const recovered = request.sent > this.pauseEvent && now >= this.pausedUntil;
    if (this.recovering && recovered) {
      this.recovering = false;
      opened = true;
    }
    if (this.closures.size > 0) opened = this.closures.onAnswered(request, request.sent) || opened;
    if (!opened) return;
    this.fleet?.onChange();
    this.notify();
  }

  /** The request ended in another way: it was aborted, or failed on the way, or Spotify failed. */
  onLost(request: LimitedRequest): void {
    if (!this.recovering && this.closures.size === 0) return;
    const now = performance.now();
    if (this.recovering && request.sent > this.pauseEvent) {
      this.suspectProbeAt = now;
      if (!this.closures.has(request)) this.probeAt = now;
    }
    for (const closure of this.closures.of(request)) {
      if (request.sent > closure.lastRefusal) closure.onProbeLost(now);
    }
    this.notify();
  }

  /** Spotify refused the request with 429 until this moment. */
  onRefused(request: LimitedRequest, until: number, isQuota: boolean): Refusal {
    this.events += 1;
    const now = performance.now();
    const refusal = isQuota
      ? this.closeQuota(request, until, now)
      : this.judge(request, until, now);
    if (refusal !== 'known') this.fleet?.onChange();
    this.notify();
    return refusal;
  }

  /** Rule 7: another process was refused, which paused it. */
  onPausedElsewhere(target: RequestTarget, until: number, now: number): void {
    this.events += 1;
    if (now < this.pausedUntil) {
      this.pause(until);
      this.closures.joinEvent(target);
    } else this.beginPause(target, until);
  }

  /** Rule 7: another process holds a bucket or a path. */
  onClosedElsewhere(record: ClosureRecord, now: number): void {
    this.events += 1;
    this.closures.adopt(record, this.events, now);
  }

  /** Tells those who wait that what may be sent has changed. */
  notify(): void {
    for (const listener of this.listeners) listener.review();
  }

  /** Rule 5. */
  private closeQuota({ bucket, sent }: LimitedRequest, until: number, now: number): Refusal {
    if (sent < (this.closures.get(bucket)?.lastRefusal ?? 0)) return 'known';
    this.closures.strike(bucket, bucket, this.events, until).close('quota', until, now);
    return 'quota';
  }

  /** Rules 1, 3 and 4. */
  private judge(request: LimitedRequest, until: number, now: number): Refusal {
    const { path, bucket, sent } = request;
    const { closures, events } = this;
    const known = closures.of(request).filter(({ lastRefusal }) => sent < lastRefusal);
    for (const closure of known) closure.holdUntil(until);
    if (sent < this.pauseEvent) {
      this.pause(until);
      closures.joinEvent(request);
      return 'known';
    }
    if (known.length > 0) return 'known';

    const onPath = path === bucket ? undefined : closures.strike(path, bucket, events, until);
    if (onPath && onPath.strikes > 1 && !closures.othersRefused(onPath)) {
      return this.holdAlone(request, onPath, until, now);
    }
    const onBucket = closures.strike(bucket, bucket, events, until);
    if (
      onBucket.strikes > 1 &&
      (closures.othersAnswered(onBucket) || !closures.othersRefused(onBucket))
    ) {
      return this.holdAlone(request, onBucket, until, now);
    }
    this.beginPause({ path, bucket }, until);
    return 'pause';
  }

  /** The bucket or the path is held, and the others may go on, or at once find out whether they may. */
  private holdAlone(
    request: LimitedRequest,
    suspect: Closure,
    until: number,
    now: number,
  ): Refusal {
    this.probeAt = this.suspectProbeAt = Math.max(now, this.pausedUntil);
    for (const closure of this.closures.of(request)) {
      if (closure !== suspect) closure.onProbeLost(now);
    }
    if (!this.closures.othersAnswered(suspect)) return 'suspect';
    suspect.close('endpoint', until, now);
    // If its refusal paused the client, there was no limit to keep below.
    if (this.closures.beganPause(request)) this.rate.forget();
    return 'endpoint';
  }

  private beginPause(target: RequestTarget, until: number): void {
    this.pauseEvent = this.events;
    this.pauseTarget = target;
    this.closures.beginEvent(target);
    this.rate.onLimited(until);
    this.pause(until);
  }

  private pause(until: number): void {
    this.recovering = true;
    this.pausedUntil = Math.max(this.pausedUntil, until);
    this.probeAt = this.suspectProbeAt = this.pausedUntil;
  }

  private kindOf(closure: Closure): Hold['kind'] {
    if (closure.kind !== 'unsure') return closure.kind;
    return closure.strikes > 1 && this.closures.othersAnswered(closure) ? 'endpoint' : 'pause';
  }
}

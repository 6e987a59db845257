/** How long a request that probes has the field to itself, in ms: one that hangs must not hold the others. */
export const PROBE_PATIENCE_MS = 1000;
/** How often a bucket whose quota is used up lets a request out: some of the quota may be back before the time. */
export const QUOTA_PROBE_MS = 15 * 60_000;
/** The longest pause that repeated refusals grow to, unless Spotify asks for a longer one. */
const MAX_GROWN_PAUSE_MS = 15 * 60_000;

/** Why a bucket, or a single path, is closed; `unsure` while its 429 may just as well be the client's rate limit. */
export type ClosureKind = 'unsure' | 'quota' | 'endpoint';

/** What one process tells others of a closure. `until` is of `performance.now()`. */
export interface ClosureRecord {
  readonly key: string;
  readonly bucket: string;
  readonly kind: ClosureKind;
  readonly strikes: number;
  readonly until: number;
}

/** Of two records of one closure, ends that differ by less are the same, in ms: clocks are read at different moments. */
const SAME_END_MS = 1000;

/**
 * A bucket, or a single path, that was refused with 429 and has not been accepted since: one request at a time may
 * probe it, from `probeAt` on. Times are of `performance.now()`, events are numbers in the order in which things happen.
 */
export class Closure {
  kind: ClosureKind = 'unsure';
  /** Refusals in a row, those of requests that were in flight together counted once. */
  strikes = 0;
  lastRefusal = 0;
  /** When it opens, as far as Spotify says. */
  until = -Infinity;
  private probeAt = -Infinity;

  constructor(
    /** The path or the bucket that is closed. */
    readonly key: string,
    readonly bucket: string,
    readonly firstRefusal: number,
  ) {}

  /** A request was refused that was sent after the last refusal. */
  strike(event: number, until: number): void {
    this.strikes += 1;
    this.lastRefusal = event;
    this.holdUntil(until);
  }

  /** Closes it alone; the pause doubles from the third refusal on. */
  close(kind: ClosureKind, until: number, now: number): void {
    this.kind = kind;
    const requested = until - now;
    const grown = Math.min(requested * 2 ** Math.max(0, this.strikes - 2), MAX_GROWN_PAUSE_MS);
    this.until = now + (kind === 'unsure' ? requested : Math.max(requested, grown));
    this.probeAt = kind === 'quota' ? Math.min(this.until, now + QUOTA_PROBE_MS) : this.until;
  }

  /** Takes over what another process knows, unless it is the same. */
  adopt({ kind, strikes, until }: ClosureRecord, event: number, now: number): void {
    const isSame =
      kind === this.kind && strikes === this.strikes && Math.abs(until - this.until) < SAME_END_MS;
    if (isSame) return;
    this.kind = kind;
    this.strikes = strikes;
    this.lastRefusal = event;
    this.until = until;
    this.probeAt = kind === 'quota' ? Math.min(until, now + QUOTA_PROBE_MS) : until;
  }

  /** Another process probes it until then. */
  onProbedElsewhere(until: number): void {
    this.probeAt = Math.max(this.probeAt, until);
  }

  /** Another refusal of the same event may ask for a longer pause. */
  holdUntil(until: number): void {
    this.until = Math.max(this.until, until);
    if (this.kind !== 'quota') this.probeAt = Math.max(this.probeAt, this.until);
  }

  /** When a request may be sent. While it is closed for long and no probe is due, nobody waits for the next probe. */
  readyAt(now: number): number {
    if (this.probeAt <= now) return -Infinity;
    return now < this.until ? this.until : this.probeAt;
  }

  /** A request was sent: the probe. */
  onSent(now: number): void {
    this.probeAt =
      now < this.until ? Math.min(this.until, now + QUOTA_PROBE_MS) : now + PROBE_PATIENCE_MS;
  }

  /** The probe ended without a word from Spotify: the next request may try. */
  onProbeLost(now: number): void {
    if (now >= this.until) this.probeAt = now;
  }
}

import type { SpotifyClose } from '../../options/spotify-limit-store.js';
import type { AccountLimits } from './account-limits.js';
import type { Closure, ClosureKind } from './closure.js';
import type { RequestTarget } from './closures.js';

/** The key of the client's pause; those of buckets and paths begin with a slash. */
const CLIENT = 'client';
/** Two ends of one pause differ by no more than this, in ms: clocks are read at different moments. */
const SAME_END_MS = 100;
/** The longest pause that is believed: a quota comes back within a day. */
const MAX_PAUSE_MS = 48 * 3600_000;
const KINDS: ReadonlySet<unknown> = new Set<ClosureKind>(['unsure', 'quota', 'endpoint']);

/** What a close's `value` holds, as JSON: of a pause, whose refusal began it. */
interface CloseRecord {
  readonly bucket: string;
  readonly path?: string | undefined;
  readonly kind: ClosureKind;
  readonly strikes: number;
}

/** Closes that a report held, for when it has arrived. */
export interface CloseReport {
  readonly closed: readonly SpotifyClose[];
  readonly opened: readonly string[];
  /** The closures as they were. */
  readonly versions: ReadonlyMap<string, string>;
  readonly pausedUntil: number;
}

/**
 * The pause and the closures of an account, told to other processes and taken over from them. What differs from what the
 * store is known to have is reported; what differs in the store and not here is taken over, as if the refusal had been
 * this process' own.
 */
export class FleetCloses {
  /** The closures as the store has them. */
  private known: ReadonlyMap<string, string> = new Map();
  private knownPause = -Infinity;

  constructor(private readonly limits: AccountLimits) {}

  /** Whether the store has this closure, so that others want to probe it too. */
  has({ key }: Closure): boolean {
    return this.known.has(key);
  }

  /** What the store does not have yet. */
  report(now: number): CloseReport {
    const { limits, known } = this;
    const versions = new Map<string, string>();
    const closed: SpotifyClose[] = [];
    for (const closure of limits.closures.values()) {
      const { key, bucket, kind, strikes, until } = closure;
      const version = versionOf(closure);
      versions.set(key, version);
      if (known.get(key) === version) continue;
      const value = JSON.stringify({ bucket, kind, strikes } satisfies CloseRecord);
      closed.push({ key, duration: Math.max(0, until - now), value });
    }
    const { pausedUntil, pauseTarget } = limits;
    if (pausedUntil > Math.max(now, this.knownPause + SAME_END_MS) && pauseTarget) {
      const { path, bucket } = pauseTarget;
      const value = JSON.stringify({
        path,
        bucket,
        kind: 'unsure',
        strikes: 1,
      } satisfies CloseRecord);
      closed.push({ key: CLIENT, duration: pausedUntil - now, value });
    }
    const opened = [...known.keys()].filter((key) => !versions.has(key));
    return { closed, opened, versions, pausedUntil };
  }

  /** The store has got a report. */
  onReported({ versions, pausedUntil }: CloseReport): void {
    this.known = versions;
    this.knownPause = pausedUntil;
  }

  /** The store has lost what it had: everything is reported once more. */
  forget(): void {
    this.known = new Map();
    this.knownPause = -Infinity;
  }

  /** Takes over what the store has, but for what has changed here meanwhile. */
  apply(closes: readonly SpotifyClose[], now: number): void {
    const { closures } = this.limits;
    const known = new Map<string, string>();
    const isReported = (key: string) => {
      const own = closures.get(key);
      return this.known.get(key) === (own && versionOf(own));
    };
    for (const close of closes) {
      const record = readRecord(close);
      if (!record) continue;
      const { key } = close;
      const until = now + Math.min(close.duration, MAX_PAUSE_MS);
      if (key === CLIENT) this.applyPause(record, until, now);
      else if (isReported(key)) {
        this.limits.onClosedElsewhere({ ...record, key, until }, now);
        known.set(key, versionOf(closures.get(key)!));
      } else known.set(key, this.known.get(key) ?? '');
    }
    for (const key of this.known.keys()) {
      if (!known.has(key) && isReported(key)) closures.delete(key);
    }
    this.known = known;
  }

  private applyPause({ path, bucket }: CloseRecord, until: number, now: number): void {
    if (until <= now) return;
    const { limits } = this;
    const target: RequestTarget = { path: path ?? bucket, bucket };
    if (until > limits.pausedUntil + SAME_END_MS) limits.onPausedElsewhere(target, until, now);
    else limits.closures.joinEvent(target); // one event has refused both
    this.knownPause = limits.pausedUntil;
  }
}

/** Changes with what others must know; the end is coarse, because each refusal of one event moves it a little. */
function versionOf({ kind, strikes, until }: Closure): string {
  return `${kind} ${strikes} ${Math.round(until / 1000)}`;
}

/** `undefined` for whatever else the store may hold: it is not ours alone. */
function readRecord(close: SpotifyClose): CloseRecord | undefined {
  try {
    const { key, duration, value } = close;
    const { bucket, path, kind, strikes } = JSON.parse(value) as CloseRecord;
    if (typeof key !== 'string' || !Number.isFinite(duration)) return undefined;
    if (typeof bucket !== 'string' || !['string', 'undefined'].includes(typeof path)) {
      return undefined;
    }
    return KINDS.has(kind) && strikes > 0 ? { bucket, path, kind, strikes } : undefined;
  } catch {
    return undefined;
  }
}

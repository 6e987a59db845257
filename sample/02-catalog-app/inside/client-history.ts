import type { SpotifyCallOutcome } from 'nestjs-spotify';
import type { CallRecord } from './call-record.js';

const SECONDS = 60;
const MAX_CALLS = 12;

type Outcomes = Record<SpotifyCallOutcome, number>;

/** What happened in one second. */
export interface Second extends Outcomes {
  /** Requests to the Web API. */
  requests: number;
}

/** A time in which nothing was sent, because Spotify limits the rate. */
interface Pause {
  readonly from: number;
  readonly to: number;
}

/** Everything since the app started. */
export interface Totals extends Outcomes {
  requests: number;
  /** Requests by what came of them: a status, or the kind of failure. */
  readonly results: Record<string, number>;
  retries: number;
  grants: number;
}

const none = (): Outcomes => ({
  sent: 0,
  cached: 0,
  stale: 0,
  joined: 0,
  batched: 0,
  failed: 0,
});

/** One client's numbers: since the start, and second by second of the last minute. */
export class ClientHistory {
  readonly totals: Totals = { ...none(), requests: 0, results: {}, retries: 0, grants: 0 };
  /** Calls that have not ended yet. */
  readonly active = new Set<CallRecord>();
  /** The last calls that have ended, newest first. */
  readonly calls: CallRecord[] = [];

  /** By the number of the second since 1970. */
  private readonly seconds = new Map<number, Second>();
  private readonly durations = new Map<number, number[]>();
  private pauses: Pause[] = [];

  onStart(call: CallRecord): void {
    this.active.add(call);
  }

  onEnd(call: CallRecord): void {
    const { outcome = 'sent', duration = 0 } = call.message;
    this.active.delete(call);
    this.totals[outcome] += 1;
    this.currentSecond()[outcome] += 1;
    this.currentDurations().push(duration);
    this.calls.unshift(call);
    this.calls.length = Math.min(this.calls.length, MAX_CALLS);
  }

  onRequest(): void {
    this.totals.requests += 1;
    this.currentSecond().requests += 1;
  }

  onResult(result: string): void {
    this.totals.results[result] = (this.totals.results[result] ?? 0) + 1;
  }

  onPause(ms: number): void {
    this.pauses.push({ from: Date.now(), to: Date.now() + ms });
  }

  /** The last 60 whole seconds, oldest first; how fast 95 % of the calls were; when nothing was sent. */
  lastMinute() {
    const now = currentSecond();
    const first = now - SECONDS;
    this.forgetBefore(first);
    return {
      seconds: Array.from(
        { length: SECONDS },
        (_, index) => this.seconds.get(first + index) ?? quiet(),
      ),
      p95: percentile95([...this.durations.values()].flat()),
      pauses: this.pauses.map(({ from, to }) => ({
        from: Math.max(0, from / 1000 - first), // in seconds from the left edge
        to: Math.min(SECONDS, to / 1000 - first),
        isOver: to < Date.now(),
      })),
    };
  }

  /** How long the slowest call took of those that have ended since, in ms. */
  slowestSince(time: number): number {
    const recent = [...this.durations].filter(([at]) => at >= Math.floor(time / 1000));
    return Math.max(0, ...recent.flatMap(([, durations]) => durations));
  }

  private currentSecond(): Second {
    const at = currentSecond();
    const second = this.seconds.get(at) ?? quiet();
    this.seconds.set(at, second);
    return second;
  }

  private currentDurations(): number[] {
    const at = currentSecond();
    const durations = this.durations.get(at) ?? [];
    this.durations.set(at, durations);
    return durations;
  }

  private forgetBefore(first: number): void {
    for (const at of this.seconds.keys()) if (at < first) this.seconds.delete(at);
    for (const at of this.durations.keys()) if (at < first) this.durations.delete(at);
    this.pauses = this.pauses.filter(({ to }) => to / 1000 > first);
  }
}

function currentSecond(): number {
  return Math.floor(Date.now() / 1000);
}

function quiet(): Second {
  return { ...none(), requests: 0 };
}

function percentile95(durations: number[]): number | undefined {
  return durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * 0.95) - 1];
}

import { AdaptiveRate } from './adaptive-rate.js';
import { RollingWindow } from './rolling-window.js';

const WINDOW_MS = 30_000;

/** A call in the queue; one ticket serves all its attempts. */
export interface Ticket {
  /** Its place in the order of arrival. */
  readonly number: number;
  /** The last moment at which it may be sent, of `performance.now()`. */
  waitUntil: number | undefined;
  readonly deadline: number | undefined;
  readonly signal: AbortSignal | undefined;
}

interface Waiter {
  readonly ticket: Ticket;
  readonly go: () => void;
  readonly fail: (reason: unknown) => void;
}

export interface QueueOptions {
  readonly concurrency: number;
  readonly maxWait: number;
  readonly maxQueue: number;
  readonly requestsPer30s: number | undefined;
}

/** Why a call was not let through. */
export class QueueRejection {
  constructor(
    readonly reason: 'too-late' | 'queue-full' | 'closed',
    /** The moment of `performance.now()` at which it could have been sent. */
    readonly readyAt: number,
  ) {}
}

/**
 * Decides when calls are sent: at most `concurrency` at once, none during Spotify's Retry-After, then one probe, then the
 * others in the order they came, paced.
 *
 * Written here and not composed of a limiter and a queue (p-queue, bottleneck): slot and limit must be handed out in one
 * place, or calls slip through between them. Measured: a pause outside the limiter let through 600 more 429s.
 */
export class RequestQueue {
  /** 429s in a row, without a success in between. */
  consecutive429s = 0;
  private readonly rate = new AdaptiveRate();
  private readonly window: RollingWindow | undefined;
  private queue: Waiter[] = [];
  private pausedUntil = -Infinity;
  private inFlight = 0;
  private tickets = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly options: QueueOptions) {
    if (options.requestsPer30s) this.window = new RollingWindow(options.requestsPer30s, WINDOW_MS);
  }

  ticket(signal: AbortSignal | undefined, deadline: number | undefined): Ticket {
    this.tickets += 1;
    return { number: this.tickets, waitUntil: undefined, deadline, signal };
  }

  /** Takes a slot now, or returns a promise of one, which rejects with a `QueueRejection` or the signal's reason. */
  enter(ticket: Ticket): Promise<void> | undefined {
    const now = performance.now();
    if (this.queue.length === 0 && !this.closed && this.blockedUntil(0) <= now) {
      this.take(now);
      return undefined;
    }
    return new Promise<void>((resolve, reject) => this.enqueue(ticket, resolve, reject));
  }

  /** Gives the slot back. */
  leave(): void {
    this.inFlight -= 1;
    if (this.queue.length > 0) this.drain();
  }

  onSuccess(): void {
    const now = performance.now();
    if (now < this.pausedUntil) return; // sent before the pause: tells nothing of it
    this.consecutive429s = 0;
    this.rate.onSuccess(now);
  }

  /** Pauses until this moment of `performance.now()`. */
  onLimited(until: number): void {
    const now = performance.now();
    // The 429s of one burst are one event: only the first lowers the rate.
    if (this.pausedUntil <= now) {
      this.consecutive429s += 1;
      this.rate.onLimited(now);
    }
    this.pausedUntil = Math.max(this.pausedUntil, until);
    this.rejectTooLate();
  }

  /** Rejects every waiting call, now and later. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    const { queue } = this;
    this.queue = [];
    for (const waiter of queue) waiter.fail(closedRejection());
  }

  /** When the call with this many before it can be sent, as far as is known; Infinity while there is no free slot. */
  private blockedUntil(ahead: number): number {
    const slots = this.consecutive429s > 0 ? 1 : this.options.concurrency;
    if (this.inFlight >= slots) return Infinity;
    return Math.max(this.limitedUntil(ahead), this.rate.nextAt);
  }

  /** What Spotify's limit alone imposes. */
  private limitedUntil(ahead: number): number {
    return Math.max(this.pausedUntil, this.window?.freeAt(ahead) ?? -Infinity);
  }

  private take(now: number): void {
    this.inFlight += 1;
    this.rate.onSent(now);
    this.window?.onSent(now);
  }

  private enqueue(ticket: Ticket, resolve: () => void, reject: (reason: unknown) => void): void {
    if (this.closed) return reject(closedRejection());
    if (ticket.signal?.aborted) return reject(ticket.signal.reason);
    const waiter = ticket.signal
      ? this.abortable(ticket, ticket.signal, resolve, reject)
      : { ticket, go: resolve, fail: reject };
    let place = this.queue.length;
    while (place > 0 && this.queue[place - 1]!.ticket.number > ticket.number) place -= 1;
    this.queue.splice(place, 0, waiter);
    this.rejectTooLate(place);
    this.drain();
  }

  /** A waiter who leaves the queue when the signal aborts. */
  private abortable(
    ticket: Ticket,
    signal: AbortSignal,
    resolve: () => void,
    reject: (reason: unknown) => void,
  ): Waiter {
    const abort = () => {
      this.queue.splice(this.queue.indexOf(waiter), 1);
      waiter.fail(signal.reason);
      this.drain();
    };
    const settle = () => signal.removeEventListener('abort', abort);
    const waiter: Waiter = {
      ticket,
      go: () => (settle(), resolve()),
      fail: (reason) => (settle(), reject(reason)),
    };
    signal.addEventListener('abort', abort, { once: true });
    return waiter;
  }

  /** Rejects those from `first` on whose turn, as far as is known, comes too late for them, or who are too many. */
  private rejectTooLate(first = 0): void {
    const now = performance.now();
    if (this.limitedUntil(this.queue.length) <= now) return;
    const staying = this.queue.slice(0, first);
    const rejections: (() => void)[] = [];
    for (const waiter of this.queue.slice(first)) {
      const { ticket } = waiter;
      ticket.waitUntil ??= now + this.options.maxWait;
      const readyAt = this.limitedUntil(staying.length);
      const reason =
        staying.length >= this.options.maxQueue
          ? 'queue-full'
          : readyAt > Math.min(ticket.waitUntil, ticket.deadline ?? Infinity) && 'too-late';
      if (reason) rejections.push(() => waiter.fail(new QueueRejection(reason, readyAt)));
      else staying.push(waiter);
    }
    this.queue = staying;
    for (const reject of rejections) reject();
  }

  private drain(): void {
    clearTimeout(this.timer);
    for (let head = this.queue[0]; head; head = this.queue[0]) {
      const now = performance.now();
      const readyAt = this.blockedUntil(0);
      if (now > (head.ticket.waitUntil ?? Infinity)) {
        this.queue.shift();
        head.fail(new QueueRejection('too-late', Math.max(now, this.limitedUntil(0))));
      } else if (readyAt <= now) {
        this.queue.shift();
        this.take(now);
        head.go();
      } else {
        // A call that leaves drains too; the timer is for the pause, the rate and a wait that has become too long.
        const wakeAt = Math.min(readyAt, head.ticket.waitUntil ?? Infinity);
        if (wakeAt < Infinity)
          this.timer = setTimeout(() => this.drain(), Math.max(1, Math.ceil(wakeAt - now)));
        return;
      }
    }
  }
}

function closedRejection(): QueueRejection {
  return new QueueRejection('closed', Infinity);
}

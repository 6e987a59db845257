import { Pace } from './pace.js';
import { RollingWindow } from './rolling-window.js';

const WINDOW = 30_000;

/** A call on its way through the gate; one ticket serves all its attempts. */
export interface Ticket {
  /** Its place in the order of arrival. */
  readonly number: number;
  /** The last moment at which it may leave, of `performance.now()`. */
  waitUntil: number | undefined;
  readonly deadline: number | undefined;
  readonly signal: AbortSignal | undefined;
}

interface Waiter {
  readonly ticket: Ticket;
  readonly go: () => void;
  readonly fail: (reason: unknown) => void;
}

export interface GateOptions {
  readonly concurrency: number;
  readonly maxWait: number;
  readonly maxQueue: number;
  readonly requestsPer30s: number | undefined;
}

/** Why a call was not let through: it would go out at this moment of `performance.now()`, too late for it. */
export class TooLate {
  constructor(
    readonly readyAt: number,
    readonly queueFull = false,
  ) {}
}

/**
 * Lets calls out: at most `concurrency` at once, none while Spotify's Retry-After runs, then one probe, then the others
 * in the order they came, paced. A slot and the limit are handed out in one place, so that no call slips by.
 */
export class RateLimitGate {
  /** 429s in a row, without a success in between. */
  strikes = 0;
  private readonly pace = new Pace();
  private readonly window: RollingWindow | undefined;
  private queue: Waiter[] = [];
  private closedUntil = -Infinity;
  private inFlight = 0;
  private tickets = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed: { reason: unknown } | undefined;

  constructor(private readonly options: GateOptions) {
    if (options.requestsPer30s) this.window = new RollingWindow(options.requestsPer30s, WINDOW);
  }

  ticket(signal: AbortSignal | undefined, deadline: number | undefined): Ticket {
    this.tickets += 1;
    return { number: this.tickets, waitUntil: undefined, deadline, signal };
  }

  /** Takes a slot now, or gives a promise of one, which rejects with `TooLate` or the signal's reason. */
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

  succeeded(): void {
    const now = performance.now();
    if (now < this.closedUntil) return; // sent before the gate closed: says nothing of the pause
    this.strikes = 0;
    this.pace.succeeded(now);
  }

  /** Closes the gate until this moment of `performance.now()`. */
  limited(until: number): void {
    const now = performance.now();
    // Several answers of one burst are one event: only the first of them slows the pace.
    if (this.closedUntil <= now) {
      this.strikes += 1;
      this.pace.limited(now);
    }
    this.closedUntil = Math.max(this.closedUntil, until);
    this.refuseTooLate();
  }

  /** Rejects everyone in line, now and later. */
  close(reason: unknown): void {
    this.closed = { reason };
    clearTimeout(this.timer);
    const { queue } = this;
    this.queue = [];
    for (const waiter of queue) waiter.fail(reason);
  }

  /** When the call with this many before it can leave, as far as is known; Infinity while slots are lacking. */
  private blockedUntil(ahead: number): number {
    if (this.inFlight >= (this.strikes > 0 ? 1 : this.options.concurrency)) return Infinity;
    return Math.max(this.limitedUntil(ahead), this.pace.nextAt);
  }

  /** What Spotify's limit alone imposes. */
  private limitedUntil(ahead: number): number {
    return Math.max(this.closedUntil, this.window?.freeAt(ahead) ?? -Infinity);
  }

  private take(now: number): void {
    this.inFlight += 1;
    this.pace.sent(now);
    this.window?.sent(now);
  }

  private enqueue(ticket: Ticket, resolve: () => void, reject: (reason: unknown) => void): void {
    if (this.closed) return reject(this.closed.reason);
    if (ticket.signal?.aborted) return reject(ticket.signal.reason);
    const waiter = ticket.signal
      ? this.abortable(ticket, ticket.signal, resolve, reject)
      : { ticket, go: resolve, fail: reject };
    let place = this.queue.length;
    while (place > 0 && this.queue[place - 1]!.ticket.number > ticket.number) place -= 1;
    this.queue.splice(place, 0, waiter);
    this.refuseTooLate(place);
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
    const settled = () => signal.removeEventListener('abort', abort);
    const waiter: Waiter = {
      ticket,
      go: () => (settled(), resolve()),
      fail: (reason) => (settled(), reject(reason)),
    };
    signal.addEventListener('abort', abort, { once: true });
    return waiter;
  }

  /** Fails those from `first` on whose turn, as far as is known, comes too late for them, or who are too many. */
  private refuseTooLate(first = 0): void {
    const now = performance.now();
    if (this.limitedUntil(this.queue.length) <= now) return;
    const stay = this.queue.slice(0, first);
    const refused: (() => void)[] = [];
    for (const waiter of this.queue.slice(first)) {
      const { ticket } = waiter;
      ticket.waitUntil ??= now + this.options.maxWait;
      const readyAt = this.limitedUntil(stay.length);
      const queueFull = stay.length >= this.options.maxQueue;
      if (queueFull || readyAt > Math.min(ticket.waitUntil, ticket.deadline ?? Infinity)) {
        refused.push(() => waiter.fail(new TooLate(readyAt, queueFull)));
      } else {
        stay.push(waiter);
      }
    }
    this.queue = stay;
    for (const refuse of refused) refuse();
  }

  private drain(): void {
    clearTimeout(this.timer);
    for (let head = this.queue[0]; head; head = this.queue[0]) {
      const now = performance.now();
      const readyAt = this.blockedUntil(0);
      if (now > (head.ticket.waitUntil ?? Infinity)) {
        this.queue.shift();
        head.fail(new TooLate(Math.max(now, this.limitedUntil(0))));
      } else if (readyAt <= now) {
        this.queue.shift();
        this.take(now);
        head.go();
      } else {
        // A leaving call drains too; the timer is for the gate, the pace and a wait that has become too long.
        const wake = Math.min(readyAt, head.ticket.waitUntil ?? Infinity);
        if (wake < Infinity)
          this.timer = setTimeout(() => this.drain(), Math.max(1, Math.ceil(wake - now)));
        return;
      }
    }
  }
}

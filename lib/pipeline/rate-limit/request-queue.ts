import type { AccountLimits } from './account-limits.js';
import type { Hold, LimitedRequest, LimitListener } from './limited-request.js';

/** A call in the queue: the same for all its attempts. */
export interface QueuedCall extends LimitedRequest {
  /** Its place in the order of arrival. */
  readonly number: number;
  /** The caller's deadline, of `performance.now()`. */
  readonly deadline: number | undefined;
  /** Whether a stale response is at hand, so that it does not wait for a limit. */
  readonly staleAtHand: boolean;
  /** Its place among the calls in flight; -1 while it has none. */
  slot: number;
  /** When it came to wait. */
  waitingSince: number;
  /** The last moment at which it may be sent; set once a limit holds it back. */
  waitUntil: number | undefined;
  /** The error of a call that is not to be sent any more, whatever the limits say. */
  turnedAway(): Error | undefined;
  /** It has a slot, and gives it back with `leave()`. */
  send(): void;
  /** It has left the queue without a slot. */
  reject(reason: Rejection | Error): void;
}

/** Why a call was not let through. */
export interface Rejection {
  readonly kind: Hold['kind'] | 'queue-full' | 'stalled' | 'shutdown';
  /** The moment of `performance.now()` at which it could have been sent, as far as is known. */
  readonly readyAt: number;
}

export interface QueueOptions {
  readonly concurrency: number;
  readonly maxWait: number;
  readonly maxQueue: number;
}

/**
 * A client's calls in the order in which they came: at most `concurrency` are in flight, and the others are sent as soon
 * as a slot is free and the account's limits let them. At most `maxQueue` wait. A call that a limit holds back longer
 * than `maxWait`, or past its deadline, leaves at once where that is known, and in any case after `maxWait`; one that
 * waits for a slot leaves when for so long no call has ended.
 *
 * Written here and not composed of a limiter and a queue (p-queue, bottleneck): slot and limit must be handed out in one
 * place, or calls slip through between them. Measured: a pause outside the limiter let through 600 more 429s.
 */
export class RequestQueue implements LimitListener {
  /** Those that have a slot, in no order. Not a Set: it refers to removed calls until it grows, and so to their responses. */
  readonly inFlight: QueuedCall[] = [];
  /** In the order of their numbers. */
  private waiting: QueuedCall[] = [];
  /** When a call last got a slot or gave one back while others waited. */
  private movedAt = -Infinity;
  /** No waiting call has waited too long before this moment. */
  private expiryAt = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Infinity;
  private listeningTo: AccountLimits | undefined;
  private closed = false;

  constructor(
    private readonly options: QueueOptions,
    /** Not a value: a client may learn its account late. */
    private readonly limits: () => AccountLimits,
  ) {}

  /** How many wait. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Sends the call now, or lets it wait, or rejects it. */
  enter(call: QueuedCall): void {
    const now = performance.now();
    const refusal = this.closed ? ({ kind: 'shutdown', readyAt: now } as const) : call.turnedAway();
    if (refusal) return call.reject(refusal);
    const hasSlot = this.inFlight.length < this.options.concurrency;
    const readyAt = this.limits().readyAt(call, now);
    if (hasSlot && readyAt <= now && this.waiting.length === 0) return this.send(call, now);
    if (readyAt > now) call.waitUntil ??= now + this.options.maxWait;
    const rejection = this.add(call, now);
    if (rejection) return call.reject(rejection);
    if (hasSlot && readyAt <= now) this.drain();
    else this.setTimer(Math.min(this.expiryAt, hasSlot ? readyAt : Infinity));
  }

  /** Gives the slot back. */
  leave(call: QueuedCall): void {
    const last = this.inFlight.pop()!;
    if (last !== call) this.take(last, call.slot);
    call.slot = -1;
    if (this.waiting.length === 0) return;
    this.movedAt = performance.now();
    this.drain();
  }

  /** Takes a call out that waits no longer. */
  remove(call: QueuedCall): void {
    const index = this.waiting.indexOf(call);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    this.rest();
  }

  /** Looks at all who wait anew: some may be sent now, some need wait no longer. */
  review(): void {
    const now = performance.now();
    const { waiting } = this;
    this.waiting = [];
    const rejected: (() => void)[] = [];
    for (const call of waiting) {
      const reason = call.turnedAway() ?? this.tooLate(call, this.waiting.length, now);
      if (reason) rejected.push(() => call.reject(reason));
      else this.waiting.push(call);
    }
    for (const reject of rejected) reject();
    this.drain();
  }

  /** Rejects every waiting call, now and later. */
  close(): void {
    this.closed = true;
    const { waiting } = this;
    this.waiting = [];
    this.rest();
    for (const call of waiting) call.reject({ kind: 'shutdown', readyAt: performance.now() });
  }

  private take(call: QueuedCall, slot: number): void {
    call.slot = slot;
    this.inFlight[slot] = call;
  }

  private send(call: QueuedCall, now: number): void {
    this.take(call, this.inFlight.length);
    this.limits().onSent(call, now);
    call.send();
  }

  /** Puts the call in its place in the order; returns why it cannot wait, or rejects another that now is one too many. */
  private add(call: QueuedCall, now: number): Rejection | undefined {
    const { waiting } = this;
    const { maxQueue, maxWait } = this.options;
    let place = waiting.length;
    while (place > 0 && waiting[place - 1]!.number > call.number) place -= 1;
    const rejection = this.tooLate(call, place, now);
    if (rejection) return rejection;
    if (place >= maxQueue) return { kind: 'queue-full', readyAt: this.readyAt(call, now) };
    call.waitingSince = now;
    waiting.splice(place, 0, call);
    this.expiryAt = Math.min(this.expiryAt, call.waitUntil ?? now + maxWait);
    this.listen();
    const last = waiting.length > maxQueue ? waiting.pop() : undefined;
    last?.reject({ kind: 'queue-full', readyAt: this.readyAt(last, now) });
    return undefined;
  }

  /** Whether the call's turn, as far as is known, comes too late for it. */
  private tooLate(call: QueuedCall, ahead: number, now: number): Rejection | undefined {
    const hold = this.limits().holdOn(call, ahead, now);
    if (!hold) return undefined;
    call.waitUntil ??= now + this.options.maxWait;
    const waits =
      !call.staleAtHand && hold.until <= Math.min(call.waitUntil, call.deadline ?? Infinity);
    if (waits) return undefined;
    return { kind: hold.kind, readyAt: hold.until };
  }

  private readyAt(call: QueuedCall, now: number): number {
    return Math.max(now, this.limits().readyAt(call, now));
  }

  /** Sends whoever may be sent, in order, and sets the timer for the others. */
  private drain(): void {
    let wakeAt = Infinity;
    while (this.waiting.length > 0 && this.inFlight.length < this.options.concurrency) {
      const now = performance.now();
      const next = this.next(now);
      if (typeof next === 'number') {
        wakeAt = next;
        break;
      }
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.movedAt = now;
      this.send(next, now);
    }
    if (this.waiting.length === 0) this.rest();
    else this.setTimer(Math.min(wakeAt, this.expiryAt));
  }

  /** The first that may be sent now, or the moment at which one may. */
  private next(now: number): QueuedCall | number {
    const limits = this.limits();
    let wakeAt = Infinity;
    let second: QueuedCall | undefined;
    for (const call of this.waiting) {
      const readyAt = limits.readyAt(call, now);
      if (readyAt > now) {
        wakeAt = Math.min(wakeAt, readyAt);
        call.waitUntil ??= now + this.options.maxWait;
      } else if (!limits.yields(call)) return call;
      else second ??= call;
      if (limits.isUniform) break;
    }
    return second ?? wakeAt;
  }

  /** Rejects those who have waited too long. */
  private expire(now: number): void {
    if (now < this.expiryAt) return;
    this.expiryAt = Infinity;
    const { waiting, options } = this;
    this.waiting = [];
    const expired: QueuedCall[] = [];
    for (const call of waiting) {
      const end = call.waitUntil ?? Math.max(call.waitingSince, this.movedAt) + options.maxWait;
      if (end <= now) expired.push(call);
      else {
        this.waiting.push(call);
        this.expiryAt = Math.min(this.expiryAt, end);
      }
    }
    for (const call of expired) call.reject(this.whyExpired(call, now));
  }

  private whyExpired(call: QueuedCall, now: number): Rejection {
    const limits = this.limits();
    const hold = limits.holdOn(call, 0, now);
    if (hold) return { kind: hold.kind, readyAt: hold.until };
    const hasSlot = this.inFlight.length < this.options.concurrency;
    return { kind: hasSlot ? 'pause' : 'stalled', readyAt: this.readyAt(call, now) };
  }

  private setTimer(at: number): void {
    if (at >= this.timerAt || at === Infinity) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    const wait = Math.max(1, Math.ceil(at - performance.now()));
    this.timer = setTimeout(() => this.onTimer(), wait);
  }

  private onTimer(): void {
    this.timerAt = Infinity;
    this.drain();
    this.expire(performance.now());
    if (this.waiting.length === 0) this.rest();
    else this.setTimer(this.expiryAt);
  }

  /** Hears of the account's limits only while someone waits: the account outlives this client. */
  private listen(): void {
    const limits = this.limits();
    if (this.listeningTo === limits) return;
    this.listeningTo?.listeners.delete(this);
    limits.listeners.add(this);
    this.listeningTo = limits;
  }

  /** Nobody waits, if so: no timer, no listening. */
  private rest(): void {
    if (this.waiting.length > 0) return;
    clearTimeout(this.timer);
    this.timerAt = this.expiryAt = Infinity;
    this.listeningTo?.listeners.delete(this);
    this.listeningTo = undefined;
  }
}

import { AsyncResource } from 'node:async_hooks';
import type { ApiResponse } from '../../api/api.client.js';
import { SpotifyApiError, SpotifyRateLimitError } from '../../errors/api.errors.js';
import { isGrantError } from '../../errors/classify.js';
import { bucketOf, pathOf } from '../../api/bucket-of.js';
import type { GetRequest, NextLayer } from '../layer.js';
import type { AccountLimits } from './account-limits.js';
import type { Refusal } from './limited-request.js';
import type { RateLimits } from './rate-limits.js';
import type { QueuedCall, Rejection, RequestQueue } from './request-queue.js';

/** A longer Retry-After is a quota's: the rate limit counts in a window of 30 seconds. */
const LONGEST_RATE_LIMIT_MS = 60_000;

/** What a call needs of the layer it is in. */
export interface CallOwner {
  readonly queue: RequestQueue;
  readonly limits: RateLimits;
  turnedAway(request: GetRequest): Error | undefined;
  onRefused(call: RateLimitedCall, refusal: Refusal, error: SpotifyRateLimitError): void;
  rejectionError(call: RateLimitedCall, reason: Rejection): Error;
}

/**
 * One GET from the queue to its end: it is sent, and sent again in its turn after a 429. It ends with its signal, its
 * slot given back, even where what it waits for never ends.
 */
export class RateLimitedCall implements QueuedCall {
  slot = -1;
  waitingSince = 0;
  waitUntil: number | undefined;
  sent = 0;
  /** The last 429. */
  lastRefusal: SpotifyRateLimitError | undefined;
  private onEnd: (() => void) | undefined;
  /** The caller's async context, of a call that had to wait. */
  private context: AsyncResource | undefined;
  private bucketName: string | undefined;
  private sentUnder: AccountLimits | undefined;
  private attemptsBefore = 0;
  private ended = false;

  constructor(
    private readonly owner: CallOwner,
    readonly number: number,
    readonly request: GetRequest,
    private readonly next: NextLayer,
    private readonly resolve: (response: ApiResponse) => void,
    private readonly fail: (reason: unknown) => void,
  ) {}

  get deadline(): number | undefined {
    return this.request.deadline;
  }

  get staleAtHand(): boolean {
    return this.request.staleAtHand ?? false;
  }

  get path(): string {
    return pathOf(this.request.url);
  }

  get bucket(): string {
    return (this.bucketName ??= bucketOf(this.request.url));
  }

  start(): void {
    const { signal } = this.request;
    if (signal?.aborted) return this.fail(signal.reason);
    signal?.addEventListener('abort', this, { once: true });
    this.enter();
  }

  /** The signal's listener: the call itself, because a closure would cost each call its memory. */
  handleEvent(): void {
    this.cut(this.request.signal?.reason);
  }

  turnedAway(): Error | undefined {
    return this.owner.turnedAway(this.request);
  }

  send(): void {
    this.sentUnder = this.owner.limits.current;
    this.attemptsBefore = this.request.attempts.count;
    // Whoever makes room for a call sends it: interceptors must find the caller's own user, and subscribers its own call.
    const pending = this.context
      ? this.context.runInAsyncScope(this.next, undefined, this.request)
      : this.next(this.request);
    pending.then(
      (response) => this.onResponse(response),
      (error: unknown) => this.onError(error),
    );
  }

  reject(reason: Rejection | Error): void {
    this.end();
    this.fail(reason instanceof Error ? reason : this.owner.rejectionError(this, reason));
  }

  /** Ends the call wherever it is, whoever still hangs. */
  cut(reason: unknown): void {
    if (this.ended) return;
    this.end();
    const { queue } = this.owner;
    if (this.slot >= 0) {
      this.sentUnder?.onLost(this);
      queue.leave(this);
    } else queue.remove(this);
    this.fail(reason);
  }

  /** Resolves when the call has ended; for one listener. */
  whenEnded(): Promise<void> {
    return new Promise((resolve) => {
      if (this.ended) resolve();
      else this.onEnd = resolve;
    });
  }

  private end(): void {
    this.ended = true;
    this.onEnd?.();
    this.request.signal?.removeEventListener('abort', this);
  }

  private onResponse(response: ApiResponse): void {
    if (this.ended) return;
    this.countReplay();
    this.end();
    this.sentUnder?.onAnswered(this);
    this.owner.queue.leave(this);
    this.resolve(response);
  }

  private onError(error: unknown): void {
    if (this.ended) return;
    this.countReplay();
    if (isApi429(error)) return this.onRefused(error);
    this.end();
    if (isAnswer(error)) this.sentUnder?.onAnswered(this);
    else this.sentUnder?.onLost(this);
    this.owner.queue.leave(this);
    this.fail(error);
  }

  /** A request that was refused with 401 was sent twice, and each counts in the budgets. */
  private countReplay(): void {
    if (this.request.attempts.count > this.attemptsBefore + 1) this.sentUnder?.onReplay();
  }

  private onRefused(error: SpotifyRateLimitError): void {
    const { queue, limits } = this.owner;
    this.lastRefusal = error;
    const pause = error.retryAt.getTime() - Date.now();
    const isQuota = error.reason === 'quota-exceeded' || pause > LONGEST_RATE_LIMIT_MS;
    // The current ones: it may have taken this response to know the account.
    const refusal = limits.current.onRefused(this, performance.now() + pause, isQuota);
    this.owner.onRefused(this, refusal, error);
    queue.leave(this);
    this.enter();
  }

  /** Joins the queue; first what the fleet knows is asked for, which takes no place in the queue and no time of `maxWait`. */
  private enter(): void {
    if (this.ended) return;
    const { limits, queue } = this.owner;
    const asking = limits.current.whenKnown(this);
    if (asking) {
      asking.then(() => this.enter()).catch((error: unknown) => this.cut(error));
      return;
    }
    queue.enter(this);
    const waits = !this.ended && this.slot < 0;
    if (waits) this.context ??= new AsyncResource('SpotifyCall');
  }
}

/**
 * One of the Web API. The accounts service has limits of its own, and its 429 comes through here too; an interceptor of
 * the user's may throw what only looks like one.
 */
function isApi429(error: unknown): error is SpotifyRateLimitError {
  if (!(error instanceof SpotifyRateLimitError)) return false;
  return (error.retryAt as unknown) instanceof Date && !isGrantError(error);
}

/** A 404 or its like shows, as a success does, that there is no limit. */
function isAnswer(error: unknown): boolean {
  return error instanceof SpotifyApiError && error.status < 500 && error.status !== 429;
}

import { SpotifyApiError } from '../errors/api.errors.js';
import { SpotifyAuthError } from '../errors/auth.error.js';
import { SpotifyResponseError } from '../errors/request.errors.js';
import type {
  SpotifyCallMessage,
  SpotifyCallOutcome,
  SpotifyGrantMessage,
  SpotifyRequestMessage,
  SpotifyTraceMessage,
} from './messages.js';

/**
 * The message of a tracing channel. Node's `tracePromise()` sets `result` or `error` on it before it publishes the end.
 * Both are accessors here: the result (a token, a response) is not kept, and the error is out of sight, because its text
 * and its `url` name the path requested, id included.
 */
abstract class Trace<Result> implements SpotifyTraceMessage {
  readonly startedAt = performance.now();
  duration: number | undefined;
  status: number | undefined;
  #error: unknown;

  constructor(
    readonly client: string,
    readonly method: string,
    readonly path: string,
  ) {}

  set result(result: Result) {
    this.onEnd(result);
    this.duration = performance.now() - this.startedAt;
  }

  get error(): unknown {
    return this.#error;
  }

  set error(thrown: unknown) {
    this.#error = this.read(thrown);
    this.status = this.statusOf(this.#error);
    this.onEnd(undefined);
    this.duration = performance.now() - this.startedAt;
  }

  /** Takes from the result what a subscriber may know; called without one after an error. */
  protected abstract onEnd(result: Result | undefined): void;

  protected read(thrown: unknown): unknown {
    return thrown;
  }

  /** Of the response behind an error: one of an unsent request, or of the grant that a call waited for, has none. */
  private statusOf(error: unknown): number | undefined {
    const hasStatus =
      error instanceof SpotifyApiError ||
      error instanceof SpotifyAuthError ||
      error instanceof SpotifyResponseError;
    if (!hasStatus || error.attempts === 0 || error.method !== this.method) return undefined;
    return error.status;
  }
}

/** One call. The layers say how it got its response. */
export class CallTrace extends Trace<{ readonly status: number }> implements SpotifyCallMessage {
  outcome: SpotifyCallOutcome | undefined;
  attempts: number | undefined;
  runIn: SpotifyCallMessage['runIn'];
  #served: SpotifyCallOutcome = 'sent';
  readonly #counter: { readonly count: number };
  readonly #countBefore: number;

  constructor(client: string, path: string, counter: { readonly count: number }) {
    super(client, 'GET', path);
    this.#counter = counter;
    this.#countBefore = counter.count;
  }

  /** Runs the work of the call where a subscriber wants it to be run. */
  run<T>(work: () => T): T {
    return this.runIn ? this.runIn(work) : work();
  }

  /** The last word counts: a call that joined another may be served stale after all. */
  served(outcome: SpotifyCallOutcome): void {
    this.#served = outcome;
  }

  protected override onEnd(response: { readonly status: number } | undefined): void {
    if (response) this.status = response.status;
    this.outcome = response ? this.#served : 'failed';
    this.attempts = this.#counter.count - this.#countBefore;
  }
}

/** One request to the Web API. */
export class RequestTrace
  extends Trace<{ readonly status: number }>
  implements SpotifyRequestMessage
{
  /** Makes this library's error of axios', which has the token in its config. */
  readonly #read: (error: unknown) => unknown;

  constructor(client: string, method: string, path: string, read: (error: unknown) => unknown) {
    super(client, method, path);
    this.#read = read;
  }

  protected override onEnd(response: { readonly status: number } | undefined): void {
    if (response) this.status = response.status;
  }

  protected override read(thrown: unknown): unknown {
    return this.#read(thrown);
  }
}

/** One token request. */
export class GrantTrace
  extends Trace<{ readonly expiresIn: number }>
  implements SpotifyGrantMessage
{
  expiresIn: number | undefined;

  protected override onEnd(token: { readonly expiresIn: number } | undefined): void {
    if (!token) return;
    this.status = 200;
    this.expiresIn = token.expiresIn;
  }
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { publishCircuit } from '../diagnostics/publish-circuit.js';
import { SpotifyAuthError } from '../errors/auth.error.js';
import { SpotifyConfigError } from '../errors/base.errors.js';
import { retryAfterOf } from '../errors/classify.js';
import { printThrown } from '../errors/redact.js';
import { repeatError, shutdownError, SpotifyRequestError } from '../errors/request.errors.js';
import {
  type AccessTokenFields,
  invalidField,
  SpotifyAccessToken,
} from '../options/access-token.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { SpotifyStore, STORE_TIMEOUT_MS } from '../options/spotify-store.js';
import { abortable, allowManyListeners, deadlineOf, delay } from '../resilience/abort.js';
import { BestEffort } from '../resilience/best-effort.js';
import { CircuitBreaker, type Outcome } from '../resilience/circuit-breaker.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { Refusals } from './refusals.js';
import { SharedToken } from './shared-token.js';

/** Lets a caller stop waiting. */
export interface AbortOptions {
  /** The call rejects with its reason; the token request goes on for other callers. */
  signal?: AbortSignal | undefined;
}

/** A renewal waits before it sends the next token request. */
interface Pause {
  /** Of `performance.now()`. */
  readonly until: number;
  /** Why: what the last token request failed with. */
  readonly error: unknown;
}

/** The app's access token: requested once on demand, or kept valid all the time. */
@Injectable()
export class SpotifyAuthService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(SpotifyAuthService.name);
  private readonly renewals = new SingleFlight<SpotifyAccessToken>();
  /** Opens at the second renewal in a row that failed, whether `credentials()` or the grant, and for a Retry-After. */
  private readonly circuit: CircuitBreaker = new CircuitBreaker({
    threshold: 2,
    minDelay: 1000,
    maxDelay: 30_000,
    onOpen: () => publishCircuit(this.config.name, this.circuit, 'accounts'),
    onClose: () => publishCircuit(this.config.name, this.circuit, 'accounts'),
  });
  private readonly refusals = new Refusals();
  private readonly storeEffort: BestEffort;
  private readonly shutdown = new AbortController();
  private token: SpotifyAccessToken | undefined;
  /** What the last renewal failed with. */
  private failure: unknown;
  /** When this process got its token, of `performance.now()`. */
  private receivedAt = -Infinity;
  /** The last access token that Spotify refused: a store may still have it. */
  private refusedToken: string | undefined;
  /** Under the credentials of the last renewal; `undefined` where asking for those failed. */
  private sharedToken: SharedToken | undefined;
  /** The last pause of the current renewal. */
  private pause: Pause | undefined;
  private readonly pauseListeners = new Set<(pause: Pause) => void>();
  /** The work of taking a refused token out of the store. */
  private dropping: Promise<void> | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly grant: ClientCredentialsGrant,
    private readonly store: SpotifyStore,
  ) {
    allowManyListeners(this.shutdown.signal);
    this.storeEffort = new BestEffort(
      store.timeout ?? STORE_TIMEOUT_MS,
      (error) =>
        this.logger.warn(`The token store failed; going on without it. ${printThrown(error)}`),
      store.connection,
    );
    this.token = initialToken(config.initialToken());
  }

  /** @internal */
  async onModuleInit(): Promise<void> {
    if (this.config.warmUp) await this.getAccessToken();
  }

  /** @internal */
  beforeApplicationShutdown(): void {
    const request = { method: 'POST', url: this.config.tokenUrl, attempts: 0 };
    this.shutdown.abort(shutdownError(request));
  }

  /**
   * Requests one token straight from the accounts service. It is the caller's alone: never kept, never shared. A
   * Retry-After is not waited for: the error says it in `retryAt`.
   *
   * @throws SpotifyAuthError when the accounts service refuses; SpotifyNetworkError, SpotifyTimeoutError and the other
   * request errors when the request fails; the signal's reason when aborted
   */
  async requestToken({ signal }: AbortOptions = {}): Promise<SpotifyAccessToken> {
    allowManyListeners(signal)?.throwIfAborted();
    const request = async () =>
      this.grant.request(await this.config.credentials(this.shutdown.signal), {
        signal,
        maxWait: 0,
      });
    return abortable(request(), signal);
  }

  /**
   * A token that is valid now. Any number of concurrent callers share one grant, and one that aborts leaves it to the
   * others; a token due within `refreshAhead` is renewed in the background while it is still in use.
   *
   * @throws as `requestToken` does
   */
  async getAccessToken({ signal }: AbortOptions = {}): Promise<SpotifyAccessToken> {
    allowManyListeners(signal)?.throwIfAborted();
    const token = this.validToken();
    if (token) return token;
    const deadline = deadlineOf(signal);
    const renewal = deadline < Infinity ? this.renewBefore(deadline) : this.renew();
    return abortable(renewal, signal);
  }

  /**
   * The token that is valid now, or `undefined` if getting one would take a request. Starts to renew it in the
   * background when it is due within `refreshAhead`.
   */
  validToken(): SpotifyAccessToken | undefined {
    const { token } = this;
    if (!token || token.isExpired()) return undefined;
    if (token.isDue(this.config.refreshAhead) && !this.circuit.openState) this.renewInBackground();
    return token;
  }

  /**
   * Drops this token, which Spotify has refused, here and in the store; a newer one stays. When tokens are refused one
   * after the other, each is kept for a growing while (up to a minute) before it is dropped for the next.
   */
  invalidate(token: { readonly accessToken: string } | string): void {
    const accessToken = typeof token === 'string' ? token : token.accessToken;
    if (this.token?.accessToken !== accessToken) return;
    if (!this.refusals.shouldReplace(performance.now() - this.receivedAt)) return;
    this.token = undefined;
    this.refusedToken = accessToken;
    this.dropping = this.sharedToken?.drop(accessToken);
    this.logger.warn('Spotify refused the access token; requesting a new one.');
  }

  /** What is known of the token and of the accounts service, for a status page. */
  get status() {
    const { token, failure, circuit } = this;
    const isRefusal = failure instanceof SpotifyAuthError && failure.status < 500;
    return {
      expiresAt: token?.expiresAt,
      grants: this.grant.granted,
      credentialsRefused: isRefusal,
      retryIn: circuit.retryIn,
    };
  }

  private renewInBackground(): void {
    if (this.renewals.has('token')) return;
    this.renew().catch((error: unknown) => {
      this.logger.warn(
        `The token could not be renewed and is used until it expires. ${printThrown(error)}`,
      );
    });
  }

  private renew(): Promise<SpotifyAccessToken> {
    return this.renewals.join('token') ?? this.renewals.start('token', () => this.replaceToken());
  }

  private async replaceToken(): Promise<SpotifyAccessToken> {
    this.pause = undefined;
    const token =
      (await this.tokenWhileOpen()) ??
      (await this.circuit
        .run(() => this.fetch(), outcomeOf)
        .catch((error: unknown) => {
          this.failure = error;
          throw error;
        }));
    this.failure = undefined;
    this.token = token;
    this.receivedAt = performance.now();
    return token;
  }

  /** For a caller who leaves at once when the accounts service asks to wait for longer than the caller may. */
  private renewBefore(deadline: number): Promise<SpotifyAccessToken> {
    return new Promise((resolve, reject) => {
      const onPause = ({ until, error }: Pause) => {
        if (until > deadline) reject(error);
      };
      if (this.pause) onPause(this.pause);
      this.pauseListeners.add(onPause);
      const leave = () => this.pauseListeners.delete(onPause);
      this.renew().then(resolve, reject).finally(leave);
    });
  }

  private onPause(error: unknown, ms: number): void {
    this.pause = { until: performance.now() + ms, error };
    for (const listener of this.pauseListeners) listener(this.pause);
  }

  /**
   * What a renewal does while the accounts service is left alone: takes the token that another process may have got by
   * now, or waits for the end of a Retry-After within `maxWait`, or fails as the renewal before did.
   */
  private async tokenWhileOpen(): Promise<SpotifyAccessToken | undefined> {
    const { openState } = this.circuit;
    if (!openState) return undefined;
    const stored = await this.sharedToken?.read();
    if (stored && this.isUsable(stored)) return stored;
    const { cause, retryIn } = openState;
    const error =
      cause instanceof SpotifyRequestError
        ? repeatError(cause, new Date(Date.now() + retryIn))
        : cause;
    const requested = (retryAfterOf(cause) ?? 0) > 0;
    if (!requested || retryIn > this.config.rateLimit.maxWait) throw error;
    this.onPause(error, retryIn);
    await delay(retryIn, this.shutdown.signal);
    return undefined;
  }

  private async fetch(): Promise<SpotifyAccessToken> {
    const { signal } = this.shutdown;
    this.sharedToken = undefined;
    const credentials = await this.config.credentials(signal);
    const { tokenUrl, rateLimit } = this.config;
    const shared = new SharedToken(credentials, tokenUrl, this.store, this.storeEffort);
    this.sharedToken = shared;
    await this.dropping;
    return shared.getOrRequest(
      (token) => this.isUsable(token),
      () =>
        this.grant.request(credentials, { maxWait: rateLimit.maxWait }, (error, pause) =>
          this.onPause(error, pause),
        ),
      signal,
    );
  }

  /**
   * Whether a stored token may serve: not one that is due already, nor the one that Spotify refused, nor this process' own,
   * which is being renewed: its end is known from the monotonic clock, and a stored one's only from the wall's.
   */
  private isUsable(stored: SpotifyAccessToken): boolean {
    const { accessToken } = stored;
    if (accessToken === this.token?.accessToken || accessToken === this.refusedToken) return false;
    return !stored.isDue(this.config.refreshAhead);
  }
}

/** The token that the client starts with, if the option `accessToken` gives one. */
function initialToken(
  option: string | AccessTokenFields | undefined,
): SpotifyAccessToken | undefined {
  if (option === undefined) return undefined;
  const fields = typeof option === 'string' ? { accessToken: option } : { ...option };
  const invalid = invalidField(fields);
  if (!invalid) return new SpotifyAccessToken(fields);
  throw new SpotifyConfigError({
    option: typeof option === 'string' ? 'accessToken' : `accessToken.${invalid}`,
    problem:
      `is not a valid ${typeof option === 'string' ? 'access token' : invalid}. Pass the token as the accounts service ` +
      'gave it, or leave the option out.',
  });
}

/** Every failure counts; one with a Retry-After opens the circuit for that long. */
function outcomeOf(error: unknown): Outcome {
  const retryIn = retryAfterOf(error) ?? 0;
  return retryIn > 0 ? { retryIn } : 'failure';
}

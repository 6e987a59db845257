import { createHash } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { SpotifyRateLimitError, SpotifyServerError } from '../errors/api.errors.js';
import { SpotifyAuthError } from '../errors/auth.error.js';
import { SpotifyConfigError } from '../errors/base.errors.js';
import { shutdownError, SpotifyRequestError } from '../errors/request.errors.js';
import {
  type AccessTokenFields,
  invalidField,
  SpotifyAccessToken,
} from '../options/access-token.js';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { SpotifyTokenStore } from '../options/stores.js';
import { abortable, allowManyListeners, withTimeout } from '../resilience/abort.js';
import { CircuitBreaker, type Outcome } from '../resilience/circuit-breaker.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';

/** Lets a caller stop waiting. */
export interface AbortOptions {
  signal?: AbortSignal;
}

/** The app's access token: requested once on demand, or kept valid all the time. */
@Injectable()
export class SpotifyAuthService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(SpotifyAuthService.name);
  private readonly renewals = new SingleFlight<SpotifyAccessToken>();
  /** Opens at the second failed grant in a row, and at a 429 for its Retry-After. */
  private readonly circuit = new CircuitBreaker({ threshold: 2, minDelay: 1000, maxDelay: 30_000 });
  private readonly shutdown = new AbortController();
  private token: SpotifyAccessToken | undefined;
  /** The last access token that Spotify refused: a store may still have it. */
  private refusedToken: string | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly grant: ClientCredentialsGrant,
    private readonly store: SpotifyTokenStore,
  ) {
    allowManyListeners(this.shutdown.signal);
    this.token = initialToken(config.initialToken());
  }

  async onModuleInit(): Promise<void> {
    if (this.config.warmUp) await this.getAccessToken();
  }

  beforeApplicationShutdown(): void {
    const request = { method: 'POST', url: this.config.tokenUrl, attempts: 0 };
    this.shutdown.abort(shutdownError(request));
  }

  /**
   * Requests one token straight from the accounts service. It is the caller's alone: never kept, never shared.
   *
   * @throws SpotifyAuthError when the accounts service refuses; SpotifyNetworkError, SpotifyTimeoutError and the other
   * request errors when the request fails; the signal's reason when aborted
   */
  async requestToken({ signal }: AbortOptions = {}): Promise<SpotifyAccessToken> {
    allowManyListeners(signal)?.throwIfAborted();
    const request = async () =>
      this.grant.request(await this.config.credentials(this.shutdown.signal), signal);
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
    return this.validToken() ?? abortable(this.renew(), signal);
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

  /** Drops this token, which Spotify has refused; a newer one stays. */
  invalidate(token: { readonly accessToken: string } | string): void {
    const accessToken = typeof token === 'string' ? token : token.accessToken;
    if (this.token?.accessToken !== accessToken) return;
    this.token = undefined;
    this.refusedToken = accessToken;
    this.logger.warn('Spotify refused the access token; requesting a new one.');
  }

  private renewInBackground(): void {
    if (this.renewals.has('token')) return;
    this.renew().catch((error: unknown) => {
      this.logger.warn(
        `The token could not be renewed and is used until it expires. ${String(error)}`,
      );
    });
  }

  private renew(): Promise<SpotifyAccessToken> {
    return this.renewals.run('token', async () => {
      const credentials = await this.config.credentials(this.shutdown.signal);
      const key = this.storeKey(credentials);
      const token = (await this.storedToken(key)) ?? (await this.grantedToken(credentials, key));
      this.token = token;
      return token;
    });
  }

  /** Another process' token, if the store has one that is not due yet. */
  private async storedToken(key: string): Promise<SpotifyAccessToken | undefined> {
    const token = await this.tryStore('read', async () => readToken(await this.store.get(key)));
    if (!token || token.isDue(this.config.refreshAhead)) return undefined;
    if (token.accessToken !== this.refusedToken) return token;
    await this.tryStore('delete', async () => this.store.delete(key, token));
    return undefined;
  }

  private async grantedToken(
    credentials: SpotifyCredentials,
    key: string,
  ): Promise<SpotifyAccessToken> {
    const { openState } = this.circuit;
    if (openState) {
      throw repeatError(openState.cause, new Date(Date.now() + openState.retryIn));
    }
    const token = await this.circuit.run(() => this.grant.request(credentials), outcomeOf);
    await this.tryStore('write', async () => this.store.set(key, token));
    return token;
  }

  /** Runs a store operation; on failure or timeout, warns and returns `undefined`. */
  private async tryStore<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await withTimeout(this.config.timeout, work(), this.shutdown.signal);
    } catch (error) {
      this.logger.warn(`The token store failed to ${what}; going on without it. ${String(error)}`);
      return undefined;
    }
  }

  private storeKey({ clientId, clientSecret }: SpotifyCredentials): string {
    const parts = JSON.stringify([clientId, clientSecret, this.config.tokenUrl]);
    return createHash('sha256').update(parts).digest('hex');
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

/** A user's store may return something else. */
function readToken(stored: unknown): SpotifyAccessToken | undefined {
  if (stored === undefined || stored === null) return undefined;
  if (stored instanceof SpotifyAccessToken) return stored;
  throw new TypeError('expected a SpotifyAccessToken');
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof SpotifyRateLimitError) {
    return { retryIn: error.retryAt.getTime() - Date.now() };
  }
  return error instanceof SpotifyRequestError ? 'failure' : 'ignored';
}

/** Rebuilds the last failure for a call rejected by the open circuit. */
function repeatError(cause: unknown, retryAt: Date): unknown {
  if (!(cause instanceof SpotifyRequestError)) return cause;
  const { method, url } = cause;
  const request = { method, url, attempts: 0 };
  if (cause instanceof SpotifyAuthError) {
    const { status, error, errorDescription } = cause;
    return new SpotifyAuthError({ request, status, error, errorDescription, retryAt, cause });
  }
  return cause instanceof SpotifyRateLimitError
    ? new SpotifyRateLimitError({ request, status: 429, retryAt, cause })
    : new SpotifyServerError({ request, status: 503, retryAt, cause });
}

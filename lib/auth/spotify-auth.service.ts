import { createHash } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { abortable, forManyCalls, within } from '../core/abort.js';
import { Circuit, type Verdict } from '../core/circuit.js';
import { SingleFlight } from '../core/single-flight.js';
import { shuttingDown } from '../errors/shutting-down.js';
import { SpotifyConfigError } from '../errors/spotify-config.error.js';
import { SpotifyAuthError } from '../errors/spotify-auth.error.js';
import { SpotifyRateLimitError } from '../errors/spotify-rate-limit.error.js';
import { SpotifyRequestError } from '../errors/spotify-request.error.js';
import { SpotifyServerError } from '../errors/spotify-server.error.js';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import type { BearerTokenSource } from '../transport/bearer.interceptor.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { SpotifyAccessToken, type AccessTokenFields, wrongField } from './spotify-access-token.js';
import { SpotifyTokenStore } from './spotify-token.store.js';

/** Lets a caller stop waiting. */
export interface AbortOptions {
  signal?: AbortSignal;
}

/** The app's access token: requested once by hand, or always at hand. */
@Injectable()
export class SpotifyAuthService
  implements BearerTokenSource, OnModuleInit, BeforeApplicationShutdown
{
  private readonly logger = new Logger(SpotifyAuthService.name);
  private readonly renewals = new SingleFlight<SpotifyAccessToken>();
  /**
   * One failed grant is not remembered; from the second in a row on, the accounts service is left in peace for a while,
   * and after a 429 for its Retry-After.
   */
  private readonly circuit = new Circuit({ threshold: 2, minDelay: 1000, maxDelay: 30_000 });
  private readonly closing = new AbortController();
  private token: SpotifyAccessToken | undefined;
  private refused: string | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly grant: ClientCredentialsGrant,
    private readonly store: SpotifyTokenStore,
  ) {
    forManyCalls(this.closing.signal);
    this.token = tokenGiven(config.initialToken());
  }

  async onModuleInit(): Promise<void> {
    if (this.config.warmUp) await this.getAccessToken();
  }

  beforeApplicationShutdown(): void {
    this.closing.abort(shuttingDown(this.config.tokenUrl));
  }

  /**
   * Requests one token straight from the accounts service. It is the caller's alone: never kept, never shared.
   *
   * @throws SpotifyAuthError when the accounts service refuses; SpotifyNetworkError, SpotifyTimeoutError and the other
   * request errors when it cannot be asked; the signal's reason when aborted
   */
  async requestToken({ signal }: AbortOptions = {}): Promise<SpotifyAccessToken> {
    forManyCalls(signal)?.throwIfAborted();
    const request = async () =>
      this.grant.request(await this.config.credentials(this.closing.signal), signal);
    return abortable(request(), signal);
  }

  /**
   * A token that is valid now. Any number of concurrent callers share one grant, and one that aborts leaves it to the
   * others; a token due within `refreshAhead` is renewed in the background while it still serves.
   *
   * @throws as `requestToken` does
   */
  async getAccessToken({ signal }: AbortOptions = {}): Promise<SpotifyAccessToken> {
    forManyCalls(signal)?.throwIfAborted();
    return this.validToken ?? abortable(this.renew(), signal);
  }

  /** The token that is valid now, if there is one without waiting. */
  get validToken(): SpotifyAccessToken | undefined {
    const { token } = this;
    if (!token || token.isExpired()) return undefined;
    if (token.isDue(this.config.refreshAhead) && !this.circuit.refusal) this.renewInBackground();
    return token;
  }

  /** Drops this token, which Spotify has refused; a newer one stays. */
  invalidate(token: { readonly accessToken: string } | string): void {
    const accessToken = typeof token === 'string' ? token : token.accessToken;
    if (this.token?.accessToken !== accessToken) return;
    this.token = undefined;
    this.refused = accessToken;
    this.logger.warn('Spotify refused the access token; requesting a new one.');
  }

  private renewInBackground(): void {
    if (this.renewals.has('token')) return;
    this.renew().catch((error: unknown) => {
      this.logger.warn(
        `The token could not be renewed and serves until it expires. ${String(error)}`,
      );
    });
  }

  private renew(): Promise<SpotifyAccessToken> {
    return this.renewals.run('token', async () => {
      const credentials = await this.config.credentials(this.closing.signal);
      const key = this.storeKey(credentials);
      const token = (await this.stored(key)) ?? (await this.granted(credentials, key));
      this.token = token;
      return token;
    });
  }

  /** Another process' token, where the store has one that is not due yet. */
  private async stored(key: string): Promise<SpotifyAccessToken | undefined> {
    const token = await this.helped('read', async () => asToken(await this.store.get(key)));
    if (!token || token.isDue(this.config.refreshAhead)) return undefined;
    if (token.accessToken !== this.refused) return token;
    await this.helped('delete', async () => this.store.delete(key, token));
    return undefined;
  }

  private async granted(credentials: SpotifyCredentials, key: string): Promise<SpotifyAccessToken> {
    const { refusal } = this.circuit;
    if (refusal) throw notAsked(refusal.cause, new Date(Date.now() + refusal.retryIn));
    const token = await this.circuit.run(() => this.grant.request(credentials), verdict);
    await this.helped('write', async () => this.store.set(key, token));
    return token;
  }

  /** What the store did; nothing when it failed or took longer than a request may. */
  private async helped<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await within(this.config.timeout, work(), this.closing.signal);
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

/** The token that the client starts with, where one was given. */
function tokenGiven(given: string | AccessTokenFields | undefined): SpotifyAccessToken | undefined {
  if (given === undefined) return undefined;
  const fields = typeof given === 'string' ? { accessToken: given } : { ...given };
  const wrong = wrongField(fields);
  if (!wrong) return new SpotifyAccessToken(fields);
  throw new SpotifyConfigError(
    typeof given === 'string' ? 'accessToken' : `accessToken.${wrong}`,
    'is none that a token can have. Pass the token as the accounts service gave it, or leave the option out.',
  );
}

/** A store of the user's may give what it read, and not a token. */
function asToken(found: unknown): SpotifyAccessToken | undefined {
  if (found === undefined || found === null) return undefined;
  if (found instanceof SpotifyAccessToken) return found;
  throw new TypeError('it gave something else than a SpotifyAccessToken');
}

function verdict(error: unknown): Verdict {
  if (error instanceof SpotifyRateLimitError) {
    return { retryIn: error.retryAt.getTime() - Date.now() };
  }
  return error instanceof SpotifyAuthError || error instanceof SpotifyRequestError
    ? 'failed'
    : 'unknown';
}

/** The last failure again, for a caller who came while the accounts service is left in peace. */
function notAsked(cause: unknown, retryAt: Date): unknown {
  if (cause instanceof SpotifyAuthError) {
    const { status, error, errorDescription, url } = cause;
    return new SpotifyAuthError({ status, error, errorDescription, retryAt }, url, 0, cause);
  }
  if (!(cause instanceof SpotifyRequestError)) return cause;
  const { method, url } = cause;
  const failure = { method, url, attempts: 0, spotifyMessage: '' };
  return cause instanceof SpotifyRateLimitError
    ? new SpotifyRateLimitError({ ...failure, status: 429 }, retryAt, undefined, cause)
    : new SpotifyServerError({ ...failure, status: 503 }, retryAt, cause);
}

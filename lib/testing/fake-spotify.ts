import { setTimeout as delay } from 'node:timers/promises';
import type { AxiosAdapter } from 'axios';
import { apiError, FakeApi, JSON_TYPE } from './api/fake.api.js';
import { FakeCatalog } from './dataset/fake.catalog.js';
import type { QuotaMode } from '../options/spotify-module.options.js';
import { coverArt } from './cover-art.js';
import { FakeAccounts } from './fake.accounts.js';
import { fakeAdapter } from './fake.adapter.js';
import { FakeFaults } from './fake.faults.js';
import { FakeRateLimit } from './fake.rate-limit.js';
import type { FakeOutcome, FakeRequest, FakeRequestRecord, FakeService } from './fake.request.js';
import { FakeServer } from './fake.server.js';
import { FakeTokens } from './fake.tokens.js';

export interface FakeSpotifyOptions {
  /** The quota mode to imitate; `'development'` by default. */
  readonly quotaMode?: QuotaMode;
  /** With `clientSecret`, the only credentials that get a token; by default any non-empty ones do. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Lifetime of a token in seconds; 3600 by default. */
  readonly expiresIn?: number;
  /** Milliseconds before each response; 0 by default. */
  readonly latency?: number;
  /** API requests allowed in a rolling window of 30 seconds, the others get 429; no limit by default. */
  readonly requestsPer30s?: number;
}

/** Which requests a fault hits: the next `times` (1 by default) to the service `at` (`'api'` by default). */
export interface FakeFaultOptions {
  readonly times?: number;
  readonly at?: FakeService;
}

export interface FakeFailureOptions extends FakeFaultOptions {
  /** 503 by default. */
  readonly status?: number;
  /** A string is sent as plain text, anything else as JSON; the API's error object by default. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeRateLimitOptions {
  /** `Retry-After` in seconds, 1 by default; `null` or `''` leaves it out, any other string is sent unchanged. */
  readonly retryAfter?: number | string | null;
  readonly times?: number;
}

/** How many requests {@link FakeSpotify.requests} keeps at most. */
const MAX_RECORDED_REQUESTS = 200_000;

/**
 * Spotify for tests and for development without a network: the accounts service, and the Web API over an invented
 * catalogue that is the same in every run. Serves axios without a socket through {@link FakeSpotify.adapter}, and real
 * HTTP after `listen()`.
 *
 * @example
 * const fake = await FakeSpotify.listen();
 * const { access_token } = await (await fetch(`${fake.accountsUrl}/api/token`, grant)).json();
 * await fetch(`${fake.apiUrl}/albums/${fake.catalog.albumId(0)}`, { headers: { authorization: `Bearer ${access_token}` } });
 * await fake.close();
 */
export class FakeSpotify {
  /** Milliseconds before each response. */
  latency: number;
  /** The requests received, oldest first, at most the last 200,000. Set `length` to 0 to start over. */
  readonly requests: FakeRequestRecord[] = [];
  /** The ids of everything in the catalogue. */
  readonly catalog = new FakeCatalog();
  /** An axios adapter that needs no socket; it ignores the origin of the URL. */
  readonly adapter: AxiosAdapter = fakeAdapter((request) => this.handle(request));

  private readonly tokens = new FakeTokens();
  private readonly faults = new FakeFaults();
  private readonly accounts: FakeAccounts;
  private readonly api: FakeApi;
  private readonly limit: FakeRateLimit | undefined;
  private readonly server = new FakeServer((request) => this.handle(request));

  constructor(options: FakeSpotifyOptions = {}) {
    const { quotaMode = 'development', expiresIn = 3600, latency = 0, requestsPer30s } = options;
    this.latency = latency;
    this.accounts = new FakeAccounts({ ...options, expiresIn }, this.tokens);
    this.api = new FakeApi(quotaMode, this.tokens, () => this.url);
    this.limit = requestsPer30s === undefined ? undefined : new FakeRateLimit(requestsPer30s);
  }

  /** A new fake, already listening. */
  static listen(
    options: FakeSpotifyOptions & { readonly port?: number } = {},
  ): Promise<FakeSpotify> {
    return new FakeSpotify(options).listen(options);
  }

  /** Serves HTTP, on localhost and any free port by default. */
  async listen({
    port = 0,
    host = '127.0.0.1',
  }: { port?: number; host?: string } = {}): Promise<this> {
    await this.server.listen(port, host);
    return this;
  }

  /** Stops listening and closes every connection, hanging ones included. */
  close(): Promise<void> {
    return this.server.close();
  }

  /** The origin; an invalid host until the fake listens. */
  get url(): string {
    return this.server.url ?? 'http://fake-spotify.invalid';
  }

  /** The counterpart of https://api.spotify.com/v1. */
  get apiUrl(): string {
    return `${this.url}/v1`;
  }

  /** The counterpart of https://accounts.spotify.com. */
  get accountsUrl(): string {
    return this.url;
  }

  /** The next API requests get 429. */
  rateLimitNext({ retryAfter = 1, times = 1 }: FakeRateLimitOptions = {}): void {
    const response = apiError(429, 'API rate limit exceeded');
    const absent = retryAfter === null || retryAfter === '';
    this.faults.add('api', times, {
      ...response,
      headers: { ...response.headers, ...(!absent && { 'retry-after': String(retryAfter) }) },
    });
  }

  /** The next requests fail with a status. */
  failNext({ status = 503, times = 1, at = 'api', body, headers }: FakeFailureOptions = {}): void {
    const text = typeof body === 'string';
    const content =
      body === undefined ? { error: { status, message: 'Service unavailable' } } : body;
    this.faults.add(at, times, {
      status,
      headers: { 'content-type': text ? 'text/plain; charset=utf-8' : JSON_TYPE, ...headers },
      body: text ? body : JSON.stringify(content),
    });
  }

  /** The next requests never get a response. */
  hangNext({ times = 1, at = 'api' }: FakeFaultOptions = {}): void {
    this.faults.add(at, times, 'hang');
  }

  /** The next requests end with a reset connection. */
  resetNext({ times = 1, at = 'api' }: FakeFaultOptions = {}): void {
    this.faults.add(at, times, 'reset');
  }

  /** Every token issued so far gets 401 from now on. */
  expireTokens(): void {
    this.tokens.expireAll();
  }

  private async handle(request: FakeRequest): Promise<FakeOutcome> {
    const service = serviceOf(request.path);
    const record: { -readonly [K in keyof FakeRequestRecord]: FakeRequestRecord[K] } = {
      ...request,
      service,
    };
    if (this.requests.length >= MAX_RECORDED_REQUESTS)
      this.requests.splice(0, MAX_RECORDED_REQUESTS / 2);
    this.requests.push(record);
    const fault = service && this.faults.take(service);
    if (this.latency > 0) await delay(this.latency);
    const outcome = fault ?? this.respond(request, service);
    if (typeof outcome === 'object') record.status = outcome.status;
    return outcome;
  }

  private respond(request: FakeRequest, service: FakeService | undefined): FakeOutcome {
    if (service === 'accounts') return this.accounts.respond(request);
    if (service === undefined) return image(request.path);
    const wait = this.limit?.enter();
    if (wait === undefined) return this.api.respond(request);
    const response = apiError(429, 'API rate limit exceeded');
    return { ...response, headers: { ...response.headers, 'retry-after': String(wait) } };
  }
}

function image(path: string): FakeOutcome {
  const svg = coverArt(path);
  if (svg === undefined) return apiError(404, 'Not found');
  const headers = { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' };
  return { status: 200, headers, body: svg };
}

function serviceOf(path: string): FakeService | undefined {
  if (path.startsWith('/v1/')) return 'api';
  return path.startsWith('/api/') ? 'accounts' : undefined;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { AxiosAdapter } from 'axios';
import { apiError, FakeApi, JSON_TYPE } from './api/fake.api.js';
import type { QuotaMode } from '../options/spotify-module.options.js';
import { AddedItems } from './dataset/added-items.js';
import { View } from './dataset/view.js';
import { FakeCatalog } from './dataset/fake.catalog.js';
import { endpointNames, requireEndpoint } from './api/endpoints.js';
import { coverArt } from './cover-art.js';
import type {
  FakeClosedEndpointOptions,
  FakeFailureOptions,
  FakeFaultOptions,
  FakeQuotaOptions,
  FakeRateLimitOptions,
  FakeSpotifyOptions,
} from './fake-spotify.options.js';
import { FakeAnswers, type FakeAnswer, type FakeAnswerOptions } from './fake.answers.js';
import { FakeAccounts } from './fake.accounts.js';
import { fakeAdapter } from './fake.adapter.js';
import { FakeFaults } from './fake.faults.js';
import { FakeLimits, quotaExceeded, tooManyRequests } from './fake.limits.js';
import type { FakeOutcome, FakeRequest, FakeRequestRecord, FakeService } from './fake.request.js';
import { FakeServer } from './fake.server.js';
import { FakeTokens } from './fake.tokens.js';

/** How many requests {@link FakeSpotify.requests} keeps at most. */
const MAX_RECORDED_REQUESTS = 200_000;

/**
 * Spotify for tests and for development without a network: the accounts service, and the Web API over an invented
 * catalogue that is the same in every run. Serves axios without a socket through {@link FakeSpotify.adapter}, and real
 * HTTP after `listen()`.
 *
 * @example
 * ```ts
 * const fake = await FakeSpotify.listen();
 * const { access_token } = await (await fetch(`${fake.accountsUrl}/api/token`, grant)).json();
 * await fetch(`${fake.apiUrl}/albums/${fake.catalog.albumId(0)}`, { headers: { authorization: `Bearer ${access_token}` } });
 * await fake.close();
 * ```
 */
export class FakeSpotify {
  /** Milliseconds before each response. */
  latency: number;
  /** The requests received, oldest first, at most the last 200,000. Set `length` to 0 to start over. */
  readonly requests: FakeRequestRecord[] = [];
  /** The ids of everything in the catalogue. */
  readonly catalog = new FakeCatalog(() => this.view());
  /** An axios adapter that needs no socket; it ignores the origin of the URL. */
  readonly adapter: AxiosAdapter = fakeAdapter((request) => this.handle(request));

  private readonly added = new AddedItems();
  private readonly expiresIn: number;
  private readonly mode: QuotaMode;
  private readonly tokens = new FakeTokens();
  private readonly answers = new FakeAnswers();
  private readonly faults = new FakeFaults();
  private readonly accounts: FakeAccounts;
  private readonly api: FakeApi;
  private readonly limits: FakeLimits;
  private readonly server = new FakeServer((request) => this.handle(request));

  constructor(options: FakeSpotifyOptions = {}) {
    const { quotaMode = 'development', expiresIn = 3600, latency = 0 } = options;
    this.latency = latency;
    this.expiresIn = expiresIn;
    this.accounts = new FakeAccounts({ ...options, expiresIn }, this.tokens);
    this.api = new FakeApi(quotaMode, this.tokens, (user) => this.view(user));
    this.mode = quotaMode;
    this.limits = new FakeLimits(options.requestsPer30s, options.requestsPerDay);
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

  /** The next API requests get the 429 of the rate limit. */
  rateLimitNext({ retryAfter = 1, times = 1 }: FakeRateLimitOptions = {}): void {
    this.faults.add('api', times, tooManyRequests('API rate limit exceeded', retryAfter));
  }

  /** The next API requests, or the next ones to one endpoint, get the 429 of a spent quota. */
  quotaExceededNext({ retryAfter = 43_200, times = 1, bucket }: FakeQuotaOptions = {}): void {
    if (bucket !== undefined) requireEndpoint(bucket);
    this.faults.add('api', times, quotaExceeded(retryAfter), bucket);
  }

  /**
   * Every request to an endpoint gets 429 with a short `Retry-After`, as from an endpoint that Spotify does not open to
   * the app.
   *
   * @param endpoint a path template such as `/browse/new-releases` or `/tracks/{id}`, or the path of one object
   */
  closeEndpoint(endpoint: string, { retryAfter = 11 }: FakeClosedEndpointOptions = {}): void {
    this.limits.close(requireEndpoint(endpoint), retryAfter);
  }

  /** Undoes {@link closeEndpoint}. */
  openEndpoint(endpoint: string): void {
    this.limits.open(requireEndpoint(endpoint));
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

  /**
   * Answers requests to an endpoint as the test says, once their token and the limits let them through. Faults and a
   * later answer to the same endpoint go first.
   *
   * @param endpoint a path template such as `/albums/{id}`, or a path under /v1
   * @param answer the body of a 200; or `{ status, body, headers }`; or a function of the request that gives either
   * @example
   * ```ts
   * fake.answer('/albums/{id}', buildAlbum({ name: 'Souvlaki' }));
   * fake.answer('/search', ({ query }) => ({ status: 400, body: { error: { status: 400, message: query.get('q') } } }));
   * ```
   */
  answer(endpoint: string, answer: FakeAnswer, options?: FakeAnswerOptions): void {
    this.answers.add(endpoint, answer, options);
  }

  /**
   * A user's token, for calls with the option `accessToken`. In development mode it gets the content of the playlists that
   * the user owns, which an app token never does.
   */
  userToken(user: string): string {
    return this.tokens.issue(this.expiresIn, user);
  }

  private view(user?: string): View {
    return new View({ origin: this.url, quotaMode: this.mode, user, added: this.added });
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
    const fault = service && this.faults.take(service, endpointNames(request.path));
    if (this.latency > 0) await delay(this.latency);
    const outcome = fault ?? (await this.respond(request, service));
    if (typeof outcome === 'object') record.status = outcome.status;
    return outcome;
  }

  private async respond(request: FakeRequest, service?: FakeService): Promise<FakeOutcome> {
    if (service === 'accounts') return this.accounts.respond(request);
    if (service === undefined) return image(request.path, this.added);
    const [bucket, path] = endpointNames(request.path);
    return (
      this.limits.check(bucket, path) ??
      this.api.refusal(request) ??
      (await this.answers.take(request, [bucket, path])) ??
      this.api.respond(request)
    );
  }
}

function image(path: string, added: AddedItems): FakeOutcome {
  const svg = coverArt(path, added);
  if (svg === undefined) return apiError(404, 'Not found');
  const headers = { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' };
  return { status: 200, headers, body: svg };
}

function serviceOf(path: string): FakeService | undefined {
  if (path.startsWith('/v1/')) return 'api';
  return path.startsWith('/api/') ? 'accounts' : undefined;
}

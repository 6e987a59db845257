import { Inject, Injectable } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { ApiClient, type ApiResponse } from '../api/api.client.js';
import { AttemptCounter } from '../api/attempt-counter.js';
import { bucketOf } from '../api/bucket-of.js';
import { callChannel } from '../diagnostics/channels.js';
import { CallTrace } from '../diagnostics/traces.js';
import { invalidInput } from '../errors/api.errors.js';
import { SpotifyTimeoutError } from '../errors/request.errors.js';
import { isLanguage, LANGUAGE_FORM, MAX_TIMER_MS } from '../options/checks.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { UserToken } from '../options/user-token.js';
import { allowManyListeners, setDeadline } from '../resilience/abort.js';
import type { CacheMode, GetRequest, HttpLayer, NextLayer } from './layer.js';
import { checkApiPath, toQuery, type QueryParams } from './url.js';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * The most the whole call may take, in ms: waits and retries included. Such a call is sent by itself, neither
   * deduplicated nor batched. Default none.
   */
  deadline?: number | undefined;
  /**
   * The language of names and descriptions where Spotify has them in several, as `Accept-Language` takes it: `sv` or
   * `sv-SE, en;q=0.5`. Default: the option `language` of the module.
   */
  language?: string | undefined;
  /**
   * How the call uses the cache, with the Fetch standard's meaning: `reload` sends the request and caches its response,
   * `no-store` sends it and does not, `force-cache` takes a cached response however stale. Default `default`: as HTTP
   * says, with the option `cache.minTtl`.
   */
  cache?: CacheMode | undefined;
  /**
   * A user's access token, which the app got elsewhere: the call is made in that user's name. Its responses are for calls
   * with the same token only, and never in a shared store. A 401 is a `SpotifyUnauthorizedError`: get a new token.
   * Default: the app's own token; an empty one is refused.
   *
   * @see https://developer.spotify.com/documentation/web-api/tutorials/code-flow
   */
  accessToken?: string | undefined;
}

const CACHE_MODES: readonly CacheMode[] = ['default', 'reload', 'no-store', 'force-cache'];

/** Sent by calls that want a new response, for the caches between here and Spotify: the Fetch standard adds both. */
const NO_CACHE = { 'cache-control': 'no-cache', pragma: 'no-cache' } as const;

/** What the catalogue adds to a call's options for one of its GETs. */
export interface GetOptions extends CallOptions {
  /** When the whole call must be over, on the clock of `performance.now()`, where it makes several GETs. */
  readonly until?: number | undefined;
  readonly batch?: GetRequest['batch'] | undefined;
  /** Given by a caller who needs the number of requests sent. */
  readonly attempts?: AttemptCounter | undefined;
}

/**
 * Of a call's options, those that hold for whatever it requests. Named one by one: a getter's is not an own property, and
 * a spread costs each call 0.2 KB.
 */
export function callOptionsOf(options: GetOptions, batch?: GetOptions['batch']): GetOptions {
  const { signal, deadline, language, cache, accessToken, until, attempts } = options;
  return { signal, deadline, language, cache, accessToken, until, attempts, batch };
}

/** Injection token of the layers, in order. */
export const HTTP_LAYERS = Symbol('HTTP_LAYERS');

/** The single door to the Web API: a GET through every layer. The catalogue's services call nothing else. */
@Injectable()
export class SpotifyHttpService {
  private readonly chain: NextLayer;

  constructor(
    private readonly api: ApiClient,
    private readonly config: SpotifyConfig,
    @Inject(HTTP_LAYERS) layers: readonly HttpLayer[],
  ) {
    this.chain = layers.reduceRight<NextLayer>(
      (next, layer) => (request) => layer.intercept(request, next),
      (request) => api.send(withHeaders(request)),
    );
  }

  /**
   * This client's own axios instance, for interceptors of yours and for requests outside the catalogue. Its requests
   * carry the bearer token, but pass none of the layers.
   */
  get axiosRef(): AxiosInstance {
    return this.api.http.axiosRef;
  }

  /**
   * GETs a path under `apiUrl`, such as `/albums/4aawyAB9vmqN3uQ7FjRGTy`.
   *
   * @param params - the query; `undefined` leaves a parameter out, a list is joined with commas
   * @throws SpotifyError, one of its subclasses; the signal's reason when aborted
   */
  get<T>(path: string, params?: QueryParams, options: CallOptions = {}): Promise<T> {
    try {
      // The one place where a response gets its type: what Spotify's documentation promises for the path.
      return this.send(path, params, options).then(({ data }) => data as T);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Throws synchronously what is wrong with the input. */
  private send(path: string, params: QueryParams | undefined, options: GetOptions) {
    const { signal, deadline, until = endOf(deadline), batch, cache } = options;
    const language = readLanguage(options.language) ?? this.config.language;
    const userToken = UserToken.read(options.accessToken);
    allowManyListeners(signal)?.throwIfAborted();
    checkApiPath(path);
    checkCacheMode(cache);
    const url = path + toQuery(params);
    const { attempts = new AttemptCounter() } = options;
    const request: GetRequest = {
      url,
      signal,
      deadline: until,
      attempts,
      language,
      batch,
      cache,
      userToken,
    };
    return callChannel.hasSubscribers
      ? this.traceCall(request, deadline)
      : this.dispatch(request, deadline);
  }

  private traceCall(request: GetRequest, deadline: number | undefined): Promise<ApiResponse> {
    const { url, attempts } = request;
    const trace = new CallTrace(this.config.name, bucketOf(url), attempts);
    const traced = { ...request, trace };
    const work = () => this.dispatch(traced, deadline);
    return callChannel.tracePromise(() => trace.run(work), trace);
  }

  private dispatch(request: GetRequest, deadline: number | undefined): Promise<ApiResponse> {
    return request.deadline === undefined
      ? this.chain(request)
      : this.sendWithDeadline(request, request.deadline, deadline);
  }

  private async sendWithDeadline(
    request: GetRequest,
    until: number,
    deadline: number | undefined,
  ): Promise<ApiResponse> {
    const controller = new AbortController();
    setDeadline(controller.signal, until);
    const expire = () => {
      const message = `the call took longer than its deadline of ${deadline} ms`;
      const timeout = new SpotifyTimeoutError({ request: this.api.describe(request), message });
      controller.abort(timeout);
    };
    // Not AbortSignal.any(): it would keep something of each call in a caller's signal that lives on.
    const leave = () => controller.abort(request.signal?.reason);
    request.signal?.addEventListener('abort', leave);
    const timer = setTimeout(expire, until - performance.now());
    try {
      return await this.chain({ ...request, signal: controller.signal });
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', leave);
    }
  }
}

function readLanguage(language: unknown): string | undefined {
  if (language === undefined || isLanguage(language)) return language;
  throw invalidInput(`language is ${JSON.stringify(language)}; it takes ${LANGUAGE_FORM}`);
}

/** The headers that a call's options stand for. Below the layers, which go by the options. */
function withHeaders(request: GetRequest): GetRequest {
  const { language, cache, headers } = request;
  const isNew = cache === 'reload' || cache === 'no-store';
  if (language === undefined && !isNew) return request;
  const named = language === undefined ? undefined : { 'accept-language': language };
  return { ...request, headers: { ...headers, ...named, ...(isNew && NO_CACHE) } };
}

function checkCacheMode(mode: CacheMode | undefined): void {
  if (mode === undefined || CACHE_MODES.includes(mode)) return;
  throw invalidInput(`cache is ${JSON.stringify(mode)}; it takes one of ${CACHE_MODES.join(', ')}`);
}

/** The moment of `performance.now()` at which a call that begins now must be over. */
export function endOf(deadline: number | undefined): number | undefined {
  if (deadline === undefined) return undefined;
  if (typeof deadline === 'number' && deadline > 0) {
    // Node's timers hold no more, and would fire at once.
    return deadline <= MAX_TIMER_MS ? performance.now() + deadline : undefined;
  }
  throw invalidInput(`deadline is ${deadline}; it takes a number of ms above 0`);
}

import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import {
  AxiosHeaders,
  isAxiosError,
  type AxiosAdapter,
  type AxiosRequestConfig,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { requestChannel } from '../diagnostics/channels.js';
import { RequestTrace } from '../diagnostics/traces.js';
import { SpotifyForbiddenError } from '../errors/api.errors.js';
import { type ErrorResponse, fromAxiosError, notJsonError } from '../errors/from-axios-error.js';
import type { RequestInfo } from '../errors/request.errors.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import type { UserToken } from '../options/user-token.js';
import { hasDefaultHeaders } from '../wire/lean-axios.js';
import { takeBody } from '../wire/response-body.js';
import { WireService } from '../wire/wire.service.js';
import { apiError, statusOfErrorIn } from './api-error.js';
import type { AttemptCounter } from './attempt-counter.js';
import { bucketOf } from './bucket-of.js';
import {
  SpotifyBearerInterceptor,
  attachedToken,
  bearerOf,
  isReplay,
  secretsSentWith,
} from './bearer.interceptor.js';
import { InterceptorHeaders } from './interceptor-headers.js';

/** One GET of the Web API. Layers hand it down and may replace it with a copy. */
export interface ApiRequest {
  /** A path with its query under `apiUrl`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** In whose name it is sent; absent for the app's own. */
  readonly userToken?: UserToken;
  readonly attempts: AttemptCounter;
}

/** A success, its JSON parsed; a 304 has no data. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  /** When it was fetched, on the clock of `performance.now()`, where that was not just now. */
  readonly fetchedAt?: number;
}

/** Responses and errors that are for one call only. */
const personal = new WeakSet<object>();

/** Whether a response, or an error, varies by what a user's interceptor set for its call: no other call may have it. */
export function isPersonal(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && personal.has(outcome);
}

/** The Web API over axios: sends a request once, and gives its response or one of this library's errors. */
@Injectable()
export class ApiClient {
  /** This client's own instance, never the global axios: users' interceptors go on its `axiosRef`. */
  readonly http: HttpService;
  /** How many requests were sent. */
  sent = 0;
  /** Whether Spotify's last response said that the app's owner has no Premium, without which it refuses everything. */
  needsPremium = false;
  private readonly interceptorHeaders: InterceptorHeaders;
  /** How many interceptors there are before the user adds any. */
  private readonly ownRequestInterceptors: number;
  private readonly ownResponseInterceptors: number;

  constructor(
    private readonly config: SpotifyConfig,
    wire: WireService,
    bearer: SpotifyBearerInterceptor,
  ) {
    const defaults = {
      ...config.axiosDefaults(),
      baseURL: config.apiUrl,
      timeout: config.timeout,
      maxRedirects: 0, // the token must not follow one
      validateStatus: isSuccess,
    };
    const instance = wire.createAxios(defaults, (send, request) => this.observe(send, request));
    bearer.install?.(instance); // a test may have overridden it with any object
    this.http = new HttpService(instance);
    this.interceptorHeaders = new InterceptorHeaders(config.axiosDefaults().headers);
    this.ownRequestInterceptors = instance.interceptors.request.handlers?.length ?? 0;
    this.ownResponseInterceptors = instance.interceptors.response.handlers?.length ?? 0;
  }

  async send(request: ApiRequest): Promise<ApiResponse> {
    const { headers, signal } = request;
    request.attempts.add();
    let response: unknown;
    try {
      response = await this.http.axiosRef.request(axiosRequest(request));
    } catch (error) {
      if (isAxiosError(error) && error.config && isReplay(error.config)) request.attempts.add();
      const failure = fromAxiosError(error, {
        request: this.describe(request),
        secrets: secretsSentWith(isAxiosError(error) ? error.config : undefined),
        signal,
        fromResponse: (failed) => apiError(failed, request.userToken),
      });
      if (isAxiosError(error)) this.notePersonal(request, failure, error.response);
      if (failure instanceof SpotifyForbiddenError) {
        this.needsPremium = failure.reason === 'owner-premium-required';
      }
      throw failure;
    }
    if (!isResponse(response)) {
      throw new TypeError(
        'A response interceptor on axiosRef returned no response; return the one it was given.',
      );
    }
    const { status, data, config } = response as Partial<AxiosResponse<unknown>>;
    if (config && isReplay(config)) request.attempts.add();
    this.needsPremium = false;
    if (this.config.cache === false) takeBody(response);
    this.notePersonal(request, response, response);
    const notModified = status === 304 && isConditional(headers);
    if (notModified) return response as ApiResponse;
    if (typeof data !== 'object' || data === null)
      throw notJsonError(this.failed(request, response));
    const errorStatus = statusOfErrorIn(data);
    if (errorStatus === undefined) return response as ApiResponse;
    throw apiError(this.failed(request, { ...response, status: errorStatus }), request.userToken);
  }

  /** The one place that every request to the Web API passes, each retry and each replay after a 401. */
  private observe(send: AxiosAdapter, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    const path = this.apiPathOf(config);
    if (path === undefined || config.signal?.aborted) return send(config);
    this.sent += 1;
    if (!requestChannel.hasSubscribers) return send(config);
    const method = (config.method ?? 'get').toUpperCase();
    const request = { method, url: this.config.apiUrl + path, attempts: 1 };
    const trace = new RequestTrace(this.config.name, method, bucketOf(path), (error) =>
      fromAxiosError(error, {
        request,
        secrets: secretsSentWith(config),
        signal: config.signal as AbortSignal | undefined,
        fromResponse: (failed) => apiError(failed, undefined),
      }),
    );
    return requestChannel.tracePromise(send, trace, undefined, config);
  }

  /** `undefined` for a request that an interceptor, or an app on `axiosRef`, sends elsewhere. */
  private apiPathOf(config: InternalAxiosRequestConfig): string | undefined {
    const { apiUrl } = this.config;
    const { baseURL, url = '' } = config;
    if (baseURL === apiUrl && url.startsWith('/') && !url.startsWith('//')) return url;
    const address = this.http.axiosRef.getUri({ ...config, params: undefined });
    return address.startsWith(`${apiUrl}/`) ? address.slice(apiUrl.length) : undefined;
  }

  /** A response that is no success after all, although axios took it for one. */
  private failed(request: ApiRequest, response: AxiosResponse<unknown>): ErrorResponse {
    const secrets = secretsSentWith(response.config);
    return { request: this.describe(request), response, secrets, cause: undefined };
  }

  /** Whether a response with these headers, to this path, varies by a header that a user's interceptors set. */
  variesByInterceptor(url: string, headers: object): boolean {
    return this.interceptorHeaders.vary(url, headers);
  }

  /**
   * The bytes of the JSON in a response, as they came; `undefined` where its data may be another: one that a user's
   * adapter, transform or response interceptor made. The response lets go of them.
   */
  takeBody(response: ApiResponse): Uint8Array | undefined {
    const { handlers } = this.http.axiosRef.interceptors.response;
    const body = takeBody(response);
    return handlers?.length === this.ownResponseInterceptors ? body : undefined;
  }

  private notePersonal(
    request: ApiRequest,
    outcome: unknown,
    response: AxiosResponse | undefined,
  ): void {
    if (!response?.config) return; // a user's adapter or interceptor may leave it out
    if (!this.mayHaveForeignHeaders) return;
    const sent = response.config;
    const attached = attachedToken(sent);
    checkSender(request, attached);
    const given = headersOf(request);
    const isOurs = attached !== undefined;
    const received = response.headers;
    if (this.interceptorHeaders.isPersonal(request.url, sent.headers, given, isOurs, received)) {
      personal.add(outcome as object);
    }
  }

  /** Looked at first, because to compare the headers costs each call 0.4 KB. */
  private get mayHaveForeignHeaders(): boolean {
    const { axiosRef } = this.http;
    const { handlers } = axiosRef.interceptors.request;
    return handlers?.length !== this.ownRequestInterceptors || hasDefaultHeaders(axiosRef);
  }

  /** What an error says of a request. */
  describe({ url, attempts }: Pick<ApiRequest, 'url' | 'attempts'>): RequestInfo {
    return { method: 'GET', url: this.config.apiUrl + url, attempts: attempts.count };
  }
}

function axiosRequest(request: ApiRequest): AxiosRequestConfig {
  const { url, signal, userToken } = request;
  const config = { url, headers: new AxiosHeaders(headersOf(request)), signal };
  return userToken ? Object.assign(config, { context: userToken }) : config;
}

/** With a user's token, so that it stays where an interceptor of the user's writes a config of its own from the headers. */
function headersOf({ headers, userToken }: ApiRequest): ApiRequest['headers'] {
  return userToken ? { ...headers, authorization: bearerOf(userToken) } : headers;
}

/** Refuses the response to the app's token where the call brought a user's. */
function checkSender({ userToken }: ApiRequest, attached: object | undefined): void {
  if (!userToken || !attached || attached === userToken) return;
  throw new TypeError(
    "A request interceptor on axiosRef lost the call's accessToken; return the config it was given.",
  );
}

/** Whether the user's response interceptors returned one. */
function isResponse(response: unknown): response is AxiosResponse<unknown> {
  return typeof (response as Partial<AxiosResponse> | undefined)?.status === 'number';
}

function isConditional(headers: ApiRequest['headers']): boolean {
  return headers !== undefined && ('if-none-match' in headers || 'if-modified-since' in headers);
}

/** 304 is the response to a conditional GET. Redirects are none. */
function isSuccess(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

import { Inject, Injectable } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { forManyCalls } from '../core/abort.js';
import { SpotifyBadRequestError } from '../errors/spotify-bad-request.error.js';
import { SpotifyTimeoutError } from '../errors/spotify-timeout.error.js';
import { LONGEST } from '../options/checks.js';
import { SpotifyBearerInterceptor } from '../transport/bearer.interceptor.js';
import { SpotifyTransport } from '../transport/spotify.transport.js';
import { checkApiPath } from './api-path.js';
import type { BatchMember } from './batch/batch-form.js';
import type { ApiRequest, HttpLayer, NextLayer } from './http.layer.js';
import { toQuery, type QueryParams } from './query.js';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * The most the whole call may take, in ms: waits and retries included. Such a call goes out by itself, neither joined to
   * another nor batched. Default none.
   */
  deadline?: number;
}

/** What one GET of a call takes. */
export interface GetOptions extends CallOptions {
  /** When the whole call must be over, on the clock of `performance.now()`, where it makes several GETs. */
  until?: number;
  /** Set where the GET may travel in a batch. */
  batch?: BatchMember;
}

/** Injection token of the layers, in order. */
export const HTTP_LAYERS = Symbol('HTTP_LAYERS');

/** The single door to the Web API: a GET through every layer. The catalogue's services call nothing else. */
@Injectable()
export class SpotifyHttpService {
  private readonly chain: NextLayer;

  constructor(
    private readonly transport: SpotifyTransport,
    @Inject(HTTP_LAYERS) layers: readonly HttpLayer[],
    /** Asked for so that it is in place before anyone gets hold of `axiosRef`. */
    _bearer: SpotifyBearerInterceptor,
  ) {
    this.chain = layers.reduceRight<NextLayer>(
      (next, layer) => (request) => layer.intercept(request, next),
      (request) => transport.send(request),
    );
  }

  /**
   * This client's own axios instance, for interceptors of yours and for requests outside the catalogue. Its requests
   * carry the bearer token, but pass none of the layers.
   */
  get axiosRef(): AxiosInstance {
    return this.transport.http.axiosRef;
  }

  /**
   * GETs a path under `apiUrl`, such as `/albums/4aawyAB9vmqN3uQ7FjRGTy`.
   *
   * @param params - the query; `undefined` leaves a parameter out, a list is joined with commas
   * @throws SpotifyError, one of its subclasses; the signal's reason when aborted
   */
  get<T>(path: string, params?: QueryParams, options: GetOptions = {}): Promise<T> {
    try {
      // The one place where an answer gets its type: what Spotify's documentation promises for the path.
      return this.send(path, params, options).then(({ data }) => data as T);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Throws at once what is wrong with the question. */
  private send(path: string, params: QueryParams | undefined, options: GetOptions) {
    const { signal, deadline, until = endOf(deadline), batch } = options;
    forManyCalls(signal)?.throwIfAborted();
    checkApiPath(path);
    const url = path + toQuery(params);
    const request: ApiRequest = { method: 'GET', url, signal, deadline: until, attempts: 0, batch };
    return until === undefined ? this.chain(request) : this.chainUntil(until, request, deadline);
  }

  private async chainUntil(until: number, request: ApiRequest, ms: number | undefined) {
    const controller = new AbortController();
    const expire = () => {
      const message = `the call took longer than its deadline of ${ms} ms`;
      controller.abort(new SpotifyTimeoutError(message, this.transport.facts(timed)));
    };
    // AbortSignal.any() would leave something of each call behind in a caller's signal that lives on.
    const leave = () => controller.abort(request.signal?.reason);
    request.signal?.addEventListener('abort', leave);
    const timed = { ...request, signal: controller.signal };
    const timer = setTimeout(expire, until - performance.now());
    try {
      return await this.chain(timed);
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', leave);
    }
  }
}

/** The moment of `performance.now()` at which a call that begins now is over. */
export function endOf(deadline: number | undefined): number | undefined {
  if (deadline === undefined) return undefined;
  if (typeof deadline === 'number' && deadline > 0) {
    // Timers count no further, and would take a longer time for none at all.
    return deadline <= LONGEST ? performance.now() + deadline : undefined;
  }
  throw SpotifyBadRequestError.refuse(`A deadline of ${deadline} ms; it takes a number above 0`);
}

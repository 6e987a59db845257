import { Inject, Injectable } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { SpotifyBadRequestError } from '../errors/spotify-bad-request.error.js';
import { SpotifyTimeoutError } from '../errors/spotify-timeout.error.js';
import { SpotifyBearerInterceptor } from '../transport/bearer.interceptor.js';
import { SpotifyTransport, type TransportRequest } from '../transport/spotify.transport.js';
import { checkApiPath } from './api-path.js';
import type { HttpLayer, NextLayer } from './http.layer.js';
import { toQuery, type QueryParams } from './query.js';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call at once, wherever it is; it rejects with the signal's reason. */
  signal?: AbortSignal;
  /** The most the whole call may take, in ms: waits and retries included. Default none. */
  deadline?: number;
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
  async get<T>(path: string, params?: QueryParams, options: CallOptions = {}): Promise<T> {
    const { signal, deadline } = options;
    signal?.throwIfAborted();
    checkApiPath(path);
    const url = path + toQuery(params);
    const request: TransportRequest = { method: 'GET', url, signal, attempts: 0 };
    const response = await (deadline === undefined
      ? this.chain(request)
      : this.chainBefore(deadline, request));
    // The one place where an answer gets its type: what Spotify's documentation promises for the path.
    return response.data as T;
  }

  private async chainBefore(ms: number, request: TransportRequest) {
    if (!(ms > 0)) {
      throw SpotifyBadRequestError.refuse(`A deadline of ${ms} ms; it takes a number above 0`);
    }
    const controller = new AbortController();
    const expire = () => {
      const message = `the call took longer than its deadline of ${ms} ms`;
      controller.abort(new SpotifyTimeoutError(message, this.transport.facts(timed)));
    };
    const signals = [controller.signal, request.signal].filter((signal) => signal !== undefined);
    const deadline = performance.now() + ms;
    const timed = { ...request, deadline, signal: AbortSignal.any(signals) };
    const timer = setTimeout(expire, ms);
    try {
      return await this.chain(timed);
    } finally {
      clearTimeout(timer);
    }
  }
}

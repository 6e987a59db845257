import { HttpService } from '@nestjs/axios';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { AxiosHeaders, type AxiosResponse } from 'axios';
import { within } from '../core/abort.js';
import { shuttingDown } from '../errors/shutting-down.js';
import type { RequestFacts } from '../errors/spotify-request.error.js';
import { SpotifyResponseError } from '../errors/spotify-response.error.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { prunedAxios } from './pruned-axios.js';
import { isPruned, requestPruned } from './pruned-request.js';
import { toSpotifyError } from './spotify-error.factory.js';
import { undiciAdapter, type UndiciAdapter } from './undici.adapter.js';

/** One request on its way; the layers hand it down and may replace it. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, or a path with its query under `apiUrl`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** When the caller stops waiting, on the clock of `performance.now()`. */
  readonly deadline?: number;
  /** How many times it went out; the transport counts. */
  attempts: number;
}

/** A successful answer, its JSON read; a 304 has no data. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** How long requests under way may take to end when the application shuts down, in ms. */
const GRACE = 5000;

/** The wire: sends one request once, and gives a good answer or an error of the family. */
@Injectable()
export class SpotifyTransport implements BeforeApplicationShutdown {
  /** This client's own instance, never the global axios: users' interceptors go on its `axiosRef`. */
  readonly http: HttpService;
  private readonly sockets: UndiciAdapter;

  constructor(private readonly config: SpotifyConfig) {
    this.sockets = undiciAdapter(config);
    const instance = prunedAxios(
      {
        ...config.axiosDefaults(),
        baseURL: config.apiUrl,
        timeout: config.timeout,
        maxRedirects: 0,
        validateStatus: isAnswer,
      },
      this.sockets,
    );
    this.http = new HttpService(instance);
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    request.attempts += 1;
    let answer: unknown;
    try {
      answer = await this.dispatch(request);
    } catch (error) {
      throw toSpotifyError(error, this.facts(request), request.signal);
    }
    if (!isResponse(answer)) {
      throw new TypeError(
        'A response interceptor on axiosRef returned no response; return the one it was given.',
      );
    }
    const confirmation = answer.status === 304 && request.headers !== undefined;
    if (!confirmation && (typeof answer.data !== 'object' || answer.data === null)) {
      throw this.unreadable(request, answer);
    }
    return answer as TransportResponse;
  }

  /** Lets requests under way end, for a while, and then ends the sockets. */
  async beforeApplicationShutdown(): Promise<void> {
    await within(GRACE, this.sockets.close()).catch(() => {});
    await this.sockets.destroy(shuttingDown(this.config.apiUrl));
  }

  private dispatch({ method, url, signal, headers, body }: TransportRequest) {
    const { axiosRef } = this.http;
    if (method === 'GET' && isPruned(axiosRef)) {
      return requestPruned(axiosRef, url, new AxiosHeaders(headers), signal);
    }
    return axiosRef.request<unknown>({ method, url, signal, headers, data: body });
  }

  private unreadable(request: TransportRequest, { status, headers, data }: TransportResponse) {
    const type = headers['content-type'];
    const what =
      typeof data === 'string' && data !== ''
        ? `${data.length} characters of ${typeof type === 'string' ? type : 'no content type'}`
        : 'no body';
    return new SpotifyResponseError(
      `answered ${status} with ${what}, where JSON is expected`,
      this.facts(request),
      status,
    );
  }

  /** What an error tells of a request. */
  facts({ method, url, attempts }: RequestFacts): RequestFacts {
    return { method, url: url.startsWith('/') ? this.config.apiUrl + url : url, attempts };
  }
}

/** Whether the user's response interceptors left it one. */
function isResponse(answer: unknown): answer is AxiosResponse<unknown> {
  return typeof (answer as Partial<AxiosResponse> | undefined)?.status === 'number';
}

/** A 304 answers a GET that named what it has; redirects do not count, for the token must not follow one. */
function isAnswer(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

import { Injectable } from '@nestjs/common';
import {
  Axios,
  AxiosHeaders,
  isAxiosError,
  type AxiosError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { SpotifyConfig } from '../options/spotify.config.js';
import { ATTACHED, type BearerRequest, type BearerToken } from './bearer-token.js';
import { SpotifyTransport } from './spotify.transport.js';

/** Where the interceptor gets its tokens. */
export abstract class BearerTokenSource {
  /** A token valid now, when there is one without waiting. */
  abstract readonly validToken: BearerToken | undefined;
  abstract getAccessToken(options: { signal?: AbortSignal }): Promise<BearerToken>;
  abstract invalidate(token: BearerToken): void;
}

/**
 * Attaches the bearer token to requests that go to `apiUrl`'s origin; when Spotify answers 401, drops that token and
 * replays the request once with a new one. A request that brings an Authorization header of its own keeps it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
@Injectable()
export class SpotifyBearerInterceptor {
  private readonly origin: string;
  /** Past the response interceptors: the first answer is on its way through them, and the replay's takes its place. */
  private readonly replays = new Axios({});

  constructor(
    private readonly transport: SpotifyTransport,
    private readonly tokens: BearerTokenSource,
    private readonly config: SpotifyConfig,
  ) {
    this.origin = new URL(config.apiUrl).origin;
    const { defaults, interceptors } = transport.http.axiosRef;
    interceptors.request.use((sent) => this.authorize(sent));
    interceptors.response.use(null, (error: unknown) => this.replayOnce(error));
    this.replays.defaults = defaults;
    this.replays.interceptors.request = interceptors.request;
  }

  private wantsBearer(request: InternalAxiosRequestConfig): boolean {
    return !request.headers.has('Authorization') && this.goesToApi(request);
  }

  private goesToApi(request: InternalAxiosRequestConfig): boolean {
    const { url = '', baseURL } = request;
    if (baseURL === this.config.apiUrl && url.startsWith('/') && !url.startsWith('//')) return true;
    const address = this.transport.http.axiosRef.getUri(request);
    return URL.canParse(address) && new URL(address).origin === this.origin;
  }

  /** At once, where a token is at hand. Interceptors run last to first: all of the user's have run, and had their say. */
  private authorize(request: BearerRequest | undefined): BearerRequest | Promise<BearerRequest> {
    if (!request) {
      throw new TypeError('A request interceptor on axiosRef returned nothing; return its config.');
    }
    request.headers = AxiosHeaders.from(request.headers); // a user's may have made them a plain object
    if (!this.wantsBearer(request)) return request;
    const { validToken } = this.tokens;
    if (validToken) return attach(request, validToken);
    return this.tokens.getAccessToken(abortOf(request)).then((token) => attach(request, token));
  }

  private async replayOnce(error: unknown): Promise<AxiosResponse> {
    if (!isAxiosError(error) || !error.config) throw error;
    const token = hideToken(error);
    if (!token || error.response?.status !== 401) throw error;
    this.tokens.invalidate(token);
    try {
      // Without a token as yet: one of the user's interceptors may send it elsewhere.
      return await this.replays.request(error.config);
    } catch (again) {
      if (isAxiosError(again)) hideToken(again);
      throw again;
    }
  }
}

function attach(request: BearerRequest, token: BearerToken): BearerRequest {
  request.headers['authorization'] = `${token.tokenType} ${token.accessToken}`; // quicker than set()
  request[ATTACHED] = token;
  return request;
}

/** Axios describes signals more loosely than the platform, whose own they are here. */
function abortOf({ signal }: InternalAxiosRequestConfig): { signal?: AbortSignal } {
  return { signal: signal as AbortSignal | undefined };
}

/**
 * The token that a failed request carried. An AxiosError that a user logs would print it: out of its config's headers and
 * out of Node's request.
 */
function hideToken(error: AxiosError): BearerToken | undefined {
  const request: BearerRequest | undefined = error.config;
  const token = request?.[ATTACHED];
  if (!token) return undefined;
  request?.headers.delete('authorization');
  delete error.request;
  if (error.response) delete error.response.request;
  return token;
}

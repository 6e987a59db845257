import { Injectable } from '@nestjs/common';
import {
  Axios,
  AxiosHeaders,
  isAxiosError,
  type AxiosError,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { SpotifyAuthService } from '../auth/spotify-auth.service.js';
import { credentialsIn } from '../errors/redact.js';
import type { SpotifyAccessToken } from '../options/access-token.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { UserToken } from '../options/user-token.js';

/**
 * The key under which a request keeps the token it was sent with, whether its header is still there or not. Axios leaves
 * symbols alone, and the token's printed forms hide its secret.
 */
const SENT_TOKEN = Symbol('sentToken');

/** Set on a request that was sent again after a 401. */
const REPLAYED = Symbol('replayed');

type BearerToken = SpotifyAccessToken | UserToken;

interface BearerRequest extends InternalAxiosRequestConfig {
  [SENT_TOKEN]?: BearerToken;
  [REPLAYED]?: true;
  /** A `UserToken` where the call is made in a user's name. Axios hands unknown properties on, but not symbols. */
  context?: unknown;
}

/**
 * Attaches the bearer token to requests that go to `apiUrl`'s origin: the user's where the call brought one, else the
 * app's. When Spotify responds with 401 to the app's, drops that token and replays the request once with a new one. A
 * request to which an interceptor gave an Authorization header keeps it, unless the call brought a user's token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
@Injectable()
export class SpotifyBearerInterceptor {
  private readonly origin: string;

  constructor(
    private readonly auth: SpotifyAuthService,
    private readonly config: SpotifyConfig,
  ) {
    this.origin = new URL(config.apiUrl).origin;
  }

  /** Adds the interceptor to the client's axios instance. */
  install(instance: AxiosInstance): void {
    const { interceptors } = instance;
    const authorize = (request: BearerRequest | undefined) => this.authorize(request, instance);
    // Replays skip the user's interceptors: those for requests have made the request what it is, and would do it twice;
    // those for responses still have the first one under way, and the replay takes its place.
    const replays = new Axios({});
    replays.interceptors.request.use((request: BearerRequest) => {
      request[REPLAYED] = true;
      return authorize(request);
    });
    interceptors.request.use(authorize);
    interceptors.response.use(null, (error: unknown) => this.replayOnce(error, replays));
  }

  /**
   * Synchronous while a token is valid: an interceptor that returns a promise costs each request several microseconds.
   * Interceptors run last to first, so all of the user's have run before this.
   */
  private authorize(
    request: BearerRequest | undefined,
    instance: AxiosInstance,
  ): BearerRequest | Promise<BearerRequest> {
    if (!request) {
      throw new TypeError('A request interceptor on axiosRef returned nothing; return its config.');
    }
    request.headers = AxiosHeaders.from(request.headers); // a user's may have made them a plain object
    const { context } = request;
    if (context instanceof UserToken) {
      return this.goesToApi(request, instance)
        ? attach(request, context)
        : detach(request, context);
    }
    if (request.headers.has('Authorization') || !this.goesToApi(request, instance)) return request;
    const token = this.auth.validToken();
    if (token) return attach(request, token);
    const { signal } = request as { signal?: AbortSignal }; // axios' type is looser than the platform's
    return this.auth.getAccessToken({ signal }).then((granted) => attach(request, granted));
  }

  private goesToApi(request: BearerRequest, instance: AxiosInstance): boolean {
    const { baseURL } = request;
    const url = textOf(request.url);
    if (baseURL === this.config.apiUrl && url.startsWith('/') && !url.startsWith('//')) return true;
    const address = instance.getUri({ ...request, url });
    return URL.canParse(address) && new URL(address).origin === this.origin;
  }

  private async replayOnce(error: unknown, replays: Axios): Promise<AxiosResponse> {
    if (!isAxiosError(error) || !error.config) throw error;
    const token = hideToken(error);
    if (!token || error.response?.status !== 401) throw error;
    // The app's token would give another response than the user's.
    if (token instanceof UserToken) throw error;
    this.auth.invalidate(token);
    // Kept, for new tokens were refused before: the same one would be refused again.
    if (this.auth.validToken()?.accessToken === token.accessToken) throw error;
    try {
      return await replays.request(error.config);
    } catch (again) {
      if (isAxiosError(again)) hideToken(again);
      throw again;
    }
  }
}

/** The token that the interceptor attached to a request: the app's, or the one that the call brought. */
export function attachedToken(request: InternalAxiosRequestConfig): BearerToken | undefined {
  return (request as BearerRequest)[SENT_TOKEN];
}

/** Whether this request was sent in place of one that was refused with 401. */
export function isReplay(request: InternalAxiosRequestConfig): boolean {
  return (request as BearerRequest)[REPLAYED] === true;
}

/** The value of the Authorization header. */
export function bearerOf({ tokenType, accessToken }: BearerToken): string {
  return `${tokenType} ${accessToken}`;
}

/** The credentials that a request carried, in each form in which a server could echo them. */
export function secretsSentWith(request: BearerRequest | undefined): string[] {
  const token = request?.[SENT_TOKEN];
  const header: unknown = request && AxiosHeaders.from(request.headers).get('Authorization');
  return [
    ...(token ? [token.accessToken] : []),
    ...(typeof header === 'string' ? credentialsIn(header) : []),
  ];
}

/** Axios takes a `URL` too, though its types do not say so. */
function textOf(url: unknown): string {
  return url instanceof URL ? url.href : ((url as string | undefined) ?? '');
}

function attach(request: BearerRequest, token: BearerToken): BearerRequest {
  if (token instanceof UserToken) request.headers.delete('Authorization'); // in whatever case it is written
  request.headers['authorization'] = bearerOf(token); // faster than set()
  request[SENT_TOKEN] = token;
  return request;
}

/** For a request that an interceptor sends elsewhere; with the interceptor's own Authorization header, if it has one. */
function detach(request: BearerRequest, token: UserToken): BearerRequest {
  const { headers } = request;
  if (headers.get('Authorization') === bearerOf(token)) headers.delete('Authorization');
  return request;
}

/**
 * Takes the token out of a failed request's headers and out of Node's request, where an AxiosError that a user logs
 * would print it. Returns the token.
 */
function hideToken(error: AxiosError): BearerToken | undefined {
  const request: BearerRequest | undefined = error.config;
  const token = request?.[SENT_TOKEN];
  if (!token) return undefined;
  request?.headers.delete('authorization');
  delete error.request;
  if (error.response) delete error.response.request;
  return token;
}

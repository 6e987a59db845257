import type { ApiRequest, ApiResponse } from '../api/api.client.js';
import type { CallTrace } from '../diagnostics/traces.js';
import type { SpotifyApiError } from '../errors/api.errors.js';

/** How several objects of one kind are requested at once. */
export interface BatchEndpoint {
  readonly path: string;
  /** The response's property that holds the objects, in the order of the ids, `null` where there is none. */
  readonly property: string;
  /** The most ids a request takes. */
  readonly limit: number;
}

/**
 * How a call uses the cache, with the Fetch standard's meaning: `default` as HTTP says, `reload` sends the request and
 * caches its response, `no-store` sends it and does not, `force-cache` takes a cached response however stale.
 *
 * @see https://fetch.spec.whatwg.org/#concept-request-cache-mode
 */
export type CacheMode = 'default' | 'reload' | 'no-store' | 'force-cache';

/** A GET on its way through the layers. */
export interface GetRequest extends ApiRequest {
  /** When the caller stops waiting, on the clock of `performance.now()`. */
  readonly deadline?: number;
  /** Set where the GET finds out whether an open circuit may close. */
  readonly probe?: true;
  /** The `Accept-Language` to send. Responses in different languages are different responses. */
  readonly language?: string;
  readonly cache?: CacheMode;
  /** What subscribers are told of the call, where there are any: layers say how it got its response. */
  readonly trace?: CallTrace;
  /** Set where a stale response is at hand: the call fails at once instead of waiting for a limit to pass. */
  readonly staleAtHand?: boolean;
  /** Set where the GET may be sent as part of a batch. */
  readonly batch?: {
    readonly endpoint: BatchEndpoint;
    readonly id: string;
    /** Called when Spotify refuses a batch as a whole. */
    readonly onRefused?: (endpoint: BatchEndpoint, error: SpotifyApiError) => void;
  };
}

/**
 * What identifies a GET's response: two GETs with one key may share it, in flight and in the cache. Each user has keys of
 * their own.
 */
export function responseKey({ url, language, userToken }: GetRequest): string {
  const key = language === undefined ? url : `${url} ${language}`; // a URL has no blank
  return userToken ? `${key} user:${userToken.fingerprint}` : key; // a language has no colon
}

/** The layers further in, and at last the API client. */
export type NextLayer = (request: GetRequest) => Promise<ApiResponse>;

/** One concern around every GET. It may respond itself, or pass the request on, once or more. */
export interface HttpLayer {
  /** Set where the options leave the layer nothing to do: it is left out. */
  readonly disabled?: boolean;
  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse>;
}

import type { SpotifyAccessToken } from './access-token.js';

/**
 * Keeps access tokens where several processes can read them. A key is a hash of client id, client secret and token URL:
 * one credential never sees another's token. Store errors and timeouts are logged and ignored; the call proceeds without
 * the store.
 */
export abstract class SpotifyTokenStore {
  /** The token under `key`, or `undefined`; an expired one may be returned, and is not used. */
  abstract get(key: string): Promise<SpotifyAccessToken | undefined>;
  abstract set(key: string, token: SpotifyAccessToken): Promise<void>;
  /** Deletes this very token, and leaves a newer one that took its place. */
  abstract delete(key: string, token: SpotifyAccessToken): Promise<void>;
}

/** A response of Spotify's as a store keeps it: plain, so that it can be written as JSON. */
export interface SpotifyStoredResponse {
  /** The parsed JSON body. It may be frozen. */
  readonly data: unknown;
  /** The headers relevant to caching, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** When it was stored: milliseconds since 1970. */
  readonly storedAt: number;
}

/**
 * Keeps responses where several processes can read them: the cache's second level. A key has a hash of `apiUrl`, client
 * id and the headers and parameters of the option `http`, so that no client sees another's responses. Store errors and
 * timeouts are logged and ignored; the call proceeds without the store.
 */
export abstract class SpotifyResponseStore {
  /** The response under `key`, or `undefined`; an old one may be returned. */
  abstract get(key: string): Promise<SpotifyStoredResponse | undefined>;
  /**
   * Keeps a response in place of an older one.
   *
   * @param ttl - after so many ms it is no longer useful
   */
  abstract set(key: string, response: SpotifyStoredResponse, ttl: number): Promise<void>;
}

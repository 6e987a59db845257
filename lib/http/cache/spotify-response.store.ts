/** An answer of Spotify's, as a store keeps it: plain, so that it can be written as JSON. */
export interface SpotifyStoredResponse {
  /** The answer's JSON, read. It may be frozen. */
  readonly data: unknown;
  /** The headers that a cache goes by, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** When it was stored: milliseconds since 1970. */
  readonly storedAt: number;
}

/**
 * Keeps answers where more than one process can read them: the cache's second level. A key carries a hash of `apiUrl`,
 * client id and the headers and parameters of the option `http`, so that no client sees what another was told. A store
 * that fails or hangs costs its help, not the call.
 */
export abstract class SpotifyResponseStore {
  /** The answer under `key`, or nothing; an old one may be given. */
  abstract get(key: string): Promise<SpotifyStoredResponse | undefined>;
  /**
   * Keeps an answer in place of an older one.
   *
   * @param ttl - after so many ms it is of no use
   */
  abstract set(key: string, response: SpotifyStoredResponse, ttl: number): Promise<void>;
}

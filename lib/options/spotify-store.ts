/** The most that an operation of a store may take unless it says otherwise, in ms. */
export const STORE_TIMEOUT_MS = 100;

/**
 * Keeps strings where several processes can read them: the option `shared`. One store may serve for tokens and for
 * responses, whose keys begin with `token:` and `response:`. Tokens come sealed (AES-256-GCM) under a key derived from the
 * client secret, so that a store never holds one in the clear.
 *
 * A store that fails, or takes longer than `timeout`, is left alone for some seconds, and calls proceed without it.
 */
export abstract class SpotifyStore {
  /** The most that an operation may take, in ms; it goes on, and nobody waits for it any longer. Default 100. */
  readonly timeout?: number;
  /** Stores that use one connection name the same object here: when one fails, all are left alone, with one warning. */
  readonly connection?: object;
  /** The value under `key`, or `undefined`; one whose `ttl` is over may be returned, and is not used. */
  abstract get(key: string): Promise<string | undefined>;
  /**
   * Keeps a value in place of an older one.
   *
   * @param ttl - after so many ms it is no longer useful
   */
  abstract set(key: string, value: string, ttl: number): Promise<void>;
  /**
   * Removes the value under `key`, if there is one.
   *
   * @param expected - where given, and where the store can compare and delete in one step, another value stays: a process
   * drops a refused token, and another may just have stored a newer one
   */
  abstract delete(key: string, expected?: string): Promise<void>;
  /**
   * Where the store can: an exclusive lease, or `undefined` while someone else has it. It ends by itself after `ttl` ms,
   * and `release` ends it sooner, but never one that has passed to someone else. With it a fleet makes one token request
   * where it would make one per process.
   */
  lease?(key: string, ttl: number): Promise<SpotifyLease | undefined>;
}

/** What `SpotifyStore.lease()` gives to one caller at a time. */
export interface SpotifyLease {
  /** Ends it, unless it has ended by itself and passed to someone else. */
  release(): Promise<void>;
}

/** Injection token of the option `shared.responses`; the token's store is provided as `SpotifyStore` itself. */
export const RESPONSE_STORE = Symbol('RESPONSE_STORE');

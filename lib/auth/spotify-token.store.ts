import type { SpotifyAccessToken } from './spotify-access-token.js';

/**
 * Keeps access tokens where more than one process can read them. A key is a hash of client id, client secret and token
 * URL: one credential never sees another's token. A store that fails or hangs costs its help, not the call.
 */
export abstract class SpotifyTokenStore {
  /** The token under `key`, or nothing; an expired one may be given, and is not used. */
  abstract get(key: string): Promise<SpotifyAccessToken | undefined>;
  abstract set(key: string, token: SpotifyAccessToken): Promise<void>;
  /** Drops this very token, and leaves a newer one that took its place. */
  abstract delete(key: string, token: SpotifyAccessToken): Promise<void>;
}

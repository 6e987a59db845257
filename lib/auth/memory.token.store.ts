import type { SpotifyAccessToken } from '../options/access-token.js';
import { SpotifyTokenStore } from '../options/stores.js';

/** Keeps tokens in this process; the default. */
export class MemoryTokenStore extends SpotifyTokenStore {
  private readonly tokens = new Map<string, SpotifyAccessToken>();

  async get(key: string): Promise<SpotifyAccessToken | undefined> {
    return this.tokens.get(key);
  }

  async set(key: string, token: SpotifyAccessToken): Promise<void> {
    this.tokens.set(key, token);
  }

  async delete(key: string, token: SpotifyAccessToken): Promise<void> {
    if (this.tokens.get(key)?.accessToken === token.accessToken) this.tokens.delete(key);
  }
}

import { SpotifyStore } from '../options/spotify-store.js';

/** A `Cache` of cache-manager 6 or later, which has `del`, or a Keyv, which has `delete`. */
export interface KeyValueCache {
  /** The value under `key`; `undefined` or `null` where there is none. */
  get(key: string): Promise<unknown>;
  /**
   * Keeps a value.
   *
   * @param ttl - in ms
   */
  set(key: string, value: string, ttl?: number): Promise<unknown>;
  /** Removes a value: cache-manager. */
  del?(key: string): Promise<unknown>;
  /** Removes a value: Keyv. */
  delete?(key: string): Promise<unknown>;
}

/** Tokens and responses in a cache of the user's. */
export class CacheManagerStore extends SpotifyStore {
  override readonly connection: KeyValueCache;

  constructor(
    private readonly cache: KeyValueCache,
    private readonly prefix: string,
  ) {
    super();
    this.connection = cache;
  }

  async get(key: string): Promise<string | undefined> {
    const value = await this.cache.get(this.prefix + key);
    return typeof value === 'string' ? value : undefined;
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    // 0 would mean for ever.
    await this.cache.set(this.prefix + key, value, Math.max(1, Math.floor(ttl)));
  }

  async delete(key: string): Promise<void> {
    const { cache } = this;
    if (cache.del) await cache.del(this.prefix + key);
    else await cache.delete?.(this.prefix + key);
  }
}

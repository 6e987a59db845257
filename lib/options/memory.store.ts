import { LRUCache } from 'lru-cache';
import { type SpotifyLease, SpotifyStore } from './spotify-store.js';

/** How much a `MemoryStore` keeps, in bytes as estimated; the least used go first. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Keeps strings in this process: the default for the token, and the shortest example of a store. Several clients of one
 * process share what they keep when `shared` gives them the same instance.
 */
export class MemoryStore extends SpotifyStore {
  private readonly values = new LRUCache<string, string>({
    maxSize: MAX_BYTES,
    ttlResolution: 0,
    sizeCalculation: (value, key) => 2 * (key.length + value.length) + 1,
  });
  private readonly leases = new LRUCache<string, object>({ max: 1000, ttlResolution: 0 });

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    if (ttl >= 1) this.values.set(key, value, { ttl: Math.floor(ttl) });
    else this.values.delete(key);
  }

  async delete(key: string, expected?: string): Promise<void> {
    if (expected === undefined || this.values.peek(key) === expected) this.values.delete(key);
  }

  override async lease(key: string, ttl: number): Promise<SpotifyLease | undefined> {
    if (this.leases.has(key)) return undefined;
    const owner = {};
    this.leases.set(key, owner, { ttl: Math.max(1, Math.floor(ttl)) });
    return {
      release: async () => {
        if (this.leases.peek(key) === owner) this.leases.delete(key);
      },
    };
  }
}

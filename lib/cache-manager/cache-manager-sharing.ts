import { SpotifyConfigError } from '../errors/base.errors.js';
import type { SpotifyStore } from '../options/spotify-store.js';
import { type KeyValueCache, CacheManagerStore } from './cache-manager.store.js';

/** What `cacheManagerSharing()` takes besides the cache. */
export interface CacheManagerSharingOptions {
  /** Begins every key. Default `nestjs-spotify:`. */
  prefix?: string | undefined;
}

/** What goes into the option `shared`, whole or in part. */
export interface CacheManagerSharing {
  tokens: SpotifyStore;
  responses: SpotifyStore;
}

/**
 * The option `shared` over a cache that an app has already, for tokens and responses. Such a cache gives no leases and
 * keeps no limits: processes that start together request a token each, and each learns of Spotify's limits alone. See
 * `redisSharing()` from `nestjs-spotify/redis` for all of it.
 *
 * @example
 * ```ts
 * SpotifyModule.forRootAsync({
 *   inject: [CACHE_MANAGER],
 *   useFactory: (cache: Cache) => ({ clientId, clientSecret, shared: cacheManagerSharing(cache) }),
 * });
 * ```
 *
 * @param cache - Nest's `Cache` (cache-manager 6 or later), or a Keyv
 * @throws SpotifyConfigError for what is no such cache
 */
export function cacheManagerSharing(
  cache: KeyValueCache,
  { prefix = 'nestjs-spotify:' }: CacheManagerSharingOptions = {},
): CacheManagerSharing {
  const methods: Partial<Record<'get' | 'set' | 'del' | 'delete', unknown>> = cache ?? {};
  const isCache =
    typeof methods.get === 'function' &&
    typeof methods.set === 'function' &&
    (typeof methods.del === 'function' || typeof methods.delete === 'function');
  if (!isCache) {
    throw new SpotifyConfigError({
      option: 'shared',
      problem:
        'got no cache: cacheManagerSharing() takes a Cache of cache-manager 6 or later, or a Keyv.',
    });
  }
  const store = new CacheManagerStore(cache, prefix);
  return { tokens: store, responses: store };
}

/**
 * Tokens and responses that processes share in Nest's cache, or in a Keyv.
 *
 * @module nestjs-spotify/cache-manager
 */

export {
  cacheManagerSharing,
  type CacheManagerSharing,
  type CacheManagerSharingOptions,
} from './cache-manager-sharing.js';
export type { KeyValueCache } from './cache-manager.store.js';

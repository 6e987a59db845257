export {
  cacheManagerSharing,
  type CacheManagerSharing,
  type CacheManagerSharingOptions,
} from './cache-manager-sharing.js';
export type { KeyValueCache } from './cache-manager.store.js';

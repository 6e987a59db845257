import { BatchLayer } from './batch.layer.js';
import { CacheLayer } from './cache/cache.layer.js';
import { SharedCacheLayer } from './cache/shared-cache.layer.js';
import { CircuitBreakerLayer } from './circuit-breaker.layer.js';
import { DeduplicateLayer } from './deduplicate.layer.js';
import { RateLimitLayer } from './rate-limit/rate-limit.layer.js';
import { RetryLayer } from './retry.layer.js';

/** THE ORDER: the layers of a GET on its way out, outermost first. */
export const LAYERS = [
  CacheLayer, // outermost: a hit costs nothing further in, and a stale response can be served for any failure below
  DeduplicateLayer, // identical GETs in flight are one, however often they are retried further in
  SharedCacheLayer, // one store access for all who make the same request at the same time
  BatchLayer, // inside the layers that know single objects, outside those that know requests
  CircuitBreakerLayer, // records the outcome after all retries, and skips them while Spotify is known to be down
  RetryLayer, // each attempt waits for its turn anew
  RateLimitLayer, // last before the wire: a slot and the limit are handed out in one place
] as const;

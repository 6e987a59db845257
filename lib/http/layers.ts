import { BatchLayer } from './batch/batch.layer.js';
import { CacheLayer } from './cache/cache.layer.js';
import { SharedCacheLayer } from './cache/shared-cache.layer.js';
import { CircuitLayer } from './circuit/circuit.layer.js';
import { CoalesceLayer } from './coalesce/coalesce.layer.js';
import { RateLimitLayer } from './rate-limit/rate-limit.layer.js';
import { RetryLayer } from './retry/retry.layer.js';

/** THE ORDER: what a GET passes on its way out, outermost first. */
export const LAYERS = [
  CacheLayer, // outermost: a hit costs nothing further in, and a stale answer stands in for any failure below
  CoalesceLayer, // one question in flight is asked once, however often it is repeated or retried further in
  SharedCacheLayer, // a store is asked once for all who ask at the same time
  BatchLayer, // inside the layers that know single objects, outside those that know requests
  CircuitLayer, // judges the outcome after all retries, and spares them when Spotify is known to be down
  RetryLayer, // each attempt passes the gate anew
  RateLimitLayer, // last before the wire: a slot and the limit are handed out in one place
] as const;

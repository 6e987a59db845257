import { time } from '../options/checks.js';
import type { SpotifyLimitStore } from '../options/spotify-limit-store.js';
import { type SpotifyStore, STORE_TIMEOUT_MS } from '../options/spotify-store.js';
import { type RedisClient, senderOf } from './redis-client.js';
import { RedisConnection } from './redis-connection.js';
import { RedisLimitStore } from './redis-limit.store.js';
import { RedisStore } from './redis.store.js';

/** What `redisSharing()` takes besides the client. */
export interface RedisSharingOptions {
  /** Begins every key. Default `nestjs-spotify:`. */
  prefix?: string | undefined;
  /** The most that a call waits for Redis, in ms; then it goes on without it. Default 100. */
  timeout?: number | undefined;
}

/** What goes into the option `shared`, whole or in part. */
export interface RedisSharing {
  tokens: SpotifyStore;
  responses: SpotifyStore;
  limits: SpotifyLimitStore;
}

/**
 * The option `shared` over one Redis or Valkey: a fleet has one token, one cache behind those of its processes, and one
 * view of Spotify's limits.
 *
 * The client is yours: connect it, listen to its errors, and close it after the application. While it fails, or takes
 * longer than `timeout`, each process goes on by itself, with one warning.
 *
 * @example
 * ```ts
 * SpotifyModule.forRoot({ clientId, clientSecret, shared: redisSharing(new Redis('redis://localhost')) });
 * ```
 *
 * @param client - of ioredis, iovalkey, node-redis or Valkey GLIDE, single or of a cluster
 * @throws SpotifyConfigError for what is no such client
 */
export function redisSharing(
  client: RedisClient,
  { prefix = 'nestjs-spotify:', timeout = STORE_TIMEOUT_MS }: RedisSharingOptions = {},
): RedisSharing {
  const connection = new RedisConnection(
    senderOf(client),
    prefix,
    time('redisSharing.timeout', timeout, 1),
  );
  const store = new RedisStore(connection);
  return { tokens: store, responses: store, limits: new RedisLimitStore(connection) };
}

/**
 * Tokens, responses and limits that processes share on one Redis or Valkey.
 *
 * @module nestjs-spotify/redis
 */

export { redisSharing, type RedisSharing, type RedisSharingOptions } from './redis-sharing.js';
export type {
  CallClient,
  CustomCommandClient,
  RedisClient,
  SendCommandClient,
  SendCommandCluster,
  SendCommandSentinel,
} from './redis-client.js';

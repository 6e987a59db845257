export { redisSharing, type RedisSharing, type RedisSharingOptions } from './redis-sharing.js';
export type { RedisClient } from './redis-client.js';

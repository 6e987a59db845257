import { randomUUID } from 'node:crypto';
import { SpotifyStore } from '../options/spotify-store.js';
import { isReply, type RedisConnection, RedisScript } from './redis-connection.js';

const DELETE_IF_EQUAL = new RedisScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
);

/** Tokens and responses in Redis or Valkey. */
export class RedisStore extends SpotifyStore {
  override readonly timeout: number;

  constructor(override readonly connection: RedisConnection) {
    super();
    this.timeout = connection.timeout;
  }

  async get(key: string): Promise<string | undefined> {
    const name = this.connection.key(key);
    try {
      const value = await this.connection.send(name, ['GET', name]);
      return typeof value === 'string' ? value : undefined;
    } catch (error) {
      // Something else is under our key, which `set` replaces.
      if (isReply(error, /WRONGTYPE/)) return undefined;
      throw error;
    }
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    const name = this.connection.key(key);
    const ms = String(Math.max(1, Math.floor(ttl)));
    await this.connection.send(name, ['SET', name, value, 'PX', ms]);
  }

  async delete(key: string, expected?: string): Promise<void> {
    const name = this.connection.key(key);
    if (expected === undefined) await this.connection.send(name, ['DEL', name]);
    else await this.connection.run(DELETE_IF_EQUAL, [name], expected);
  }

  override async lease(
    key: string,
    ttl: number,
  ): Promise<{ release(): Promise<void> } | undefined> {
    const owner = randomUUID();
    const name = this.connection.key(key);
    const ms = String(Math.max(1, Math.floor(ttl)));
    const taken = await this.connection.send(name, ['SET', name, owner, 'NX', 'PX', ms]);
    if (taken === null) return undefined;
    return {
      release: async () => {
        await this.connection.run(DELETE_IF_EQUAL, [name], owner);
      },
    };
  }
}

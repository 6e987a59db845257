import { createHash } from 'node:crypto';
import {
  SpotifyLimitStore,
  type SpotifyLimitReport,
  type SpotifyLimitState,
} from '../options/spotify-limit-store.js';
import { EXCHANGE } from './exchange.script.js';
import { isReply, type RedisConnection } from './redis-connection.js';

/** The version of what is kept: processes of another version have keys of their own. */
const VERSION = 1;

/** Those of a state. Lua writes an empty one as an empty object. */
const LISTS: ReadonlySet<string> = new Set(['closes', 'budgets', 'frees']);

/** Limits in Redis or Valkey. */
export class RedisLimitStore extends SpotifyLimitStore {
  override readonly timeout: number;

  constructor(override readonly connection: RedisConnection) {
    super();
    this.timeout = connection.timeout;
  }

  async exchange(account: string, report: SpotifyLimitReport): Promise<SpotifyLimitState> {
    const keys = ['closes', 'processes', ...report.budgets.map(({ name }) => name)].map((name) =>
      this.keyOf(account, name),
    );
    const text = JSON.stringify(report);
    let result: unknown;
    try {
      result = await this.connection.run(EXCHANGE, keys, text);
    } catch (error) {
      if (!isReply(error, /WRONGTYPE/)) throw error;
      // Something else is under our keys. Tokens and responses replace such a thing too.
      for (const key of keys) await this.connection.send(key, ['DEL', key]);
      result = await this.connection.run(EXCHANGE, keys, text);
    }
    return readState(result);
  }

  /** The account's keys have one hash tag, so that they are on one node of a cluster. */
  private keyOf(account: string, name: string): string {
    const tag = createHash('sha256').update(account).digest('hex').slice(0, 32);
    return this.connection.key(`limits:${VERSION}:{${tag}}:${name}`);
  }
}

function readState(result: unknown): SpotifyLimitState {
  return JSON.parse(String(result), (key, value: unknown) =>
    LISTS.has(key) && !Array.isArray(value) ? [] : value,
  ) as SpotifyLimitState;
}

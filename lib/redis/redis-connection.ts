import { createHash } from 'node:crypto';
import type { Send } from './redis-client.js';

/** A Lua script, which Redis keeps by its SHA-1. */
export class RedisScript {
  readonly sha: string;

  constructor(readonly source: string) {
    this.sha = createHash('sha1').update(source).digest('hex');
  }
}

/** What the stores of one `redisSharing()` have in common: the user's client, and the prefix of every key. */
export class RedisConnection {
  constructor(
    readonly send: Send,
    readonly prefix: string,
    /** In ms. */
    readonly timeout: number,
  ) {}

  key(name: string): string {
    return this.prefix + name;
  }

  /** Runs a script by its hash, and sends its text only where Redis does not know it (after a restart, on a new node). */
  async run(script: RedisScript, keys: readonly string[], ...args: string[]): Promise<unknown> {
    const [first = ''] = keys;
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.send(first, ['EVALSHA', script.sha, ...rest]);
    } catch (error) {
      if (!isReply(error, /NOSCRIPT|NoScriptError/)) throw error;
      return this.send(first, ['EVAL', script.source, ...rest]);
    }
  }
}

/** Whether Redis itself refused a command, with this code. */
export function isReply(error: unknown, code: RegExp): boolean {
  return error instanceof Error && code.test(error.message);
}

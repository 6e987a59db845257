import { SpotifyConfigError } from '../errors/base.errors.js';

type Argument = string;

/** ioredis or iovalkey: a client or a cluster. */
export interface CallClient {
  /** Sends one command, and resolves with Redis' reply. */
  call(command: string, ...args: Argument[]): Promise<unknown>;
}

/** node-redis: a client or a pool. */
export interface SendCommandClient {
  /** Sends one command, and resolves with Redis' reply. */
  sendCommand(args: Argument[]): Promise<unknown>;
}

/** node-redis: a cluster. */
export interface SendCommandCluster {
  /** Tells a cluster from a client. */
  readonly masters: readonly unknown[];
  /** Sends one command, and resolves with Redis' reply. */
  sendCommand(
    firstKey: Argument | undefined,
    isReadonly: boolean | undefined,
    args: Argument[],
  ): Promise<unknown>;
}

/** node-redis: the client of a sentinel. */
export interface SendCommandSentinel {
  /** Tells this client from others. */
  getSentinelNode(): unknown;
  /** Sends one command, and resolves with Redis' reply. */
  sendCommand(isReadonly: boolean | undefined, args: Argument[]): Promise<unknown>;
}

/** Valkey GLIDE: a client or a cluster's. */
export interface CustomCommandClient {
  /** Sends one command, and resolves with Redis' reply. */
  customCommand(args: Argument[]): Promise<unknown>;
}

/** A connection to Redis or Valkey, made by ioredis, iovalkey, node-redis or Valkey GLIDE, and told by its form. */
export type RedisClient =
  | CallClient
  | SendCommandClient
  | SendCommandCluster
  | SendCommandSentinel
  | CustomCommandClient;

/** Sends a command; `key` is the first key in `args`, by which a cluster finds the node. */
export type Send = (key: string, args: Argument[]) => Promise<unknown>;

/** @throws SpotifyConfigError for what is none of the known clients */
export function senderOf(client: RedisClient): Send {
  if (typeof client === 'object' && client !== null) {
    // ioredis has `sendCommand` too, for its own command objects.
    if (has(client, 'call')) return (_, [command = '', ...args]) => client.call(command, ...args);
    if (has(client, 'customCommand')) return (_, args) => client.customCommand(args);
    if (has(client, 'sendCommand')) {
      if ('masters' in client) return (key, args) => client.sendCommand(key, false, args);
      if ('getSentinelNode' in client) return (_, args) => client.sendCommand(false, args);
      return (_, args) => client.sendCommand(args);
    }
  }
  throw new SpotifyConfigError({
    option: 'shared',
    problem:
      'got no Redis client: redisSharing() takes one of ioredis, iovalkey, node-redis or Valkey GLIDE.',
  });
}

function has<T extends object, M extends string>(
  client: T,
  method: M,
): client is Extract<T, Readonly<Record<M, unknown>>> {
  return typeof (client as Partial<Record<M, unknown>>)[method] === 'function';
}

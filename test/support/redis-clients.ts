import { Cluster, Redis } from 'ioredis';
import type { RedisClient } from 'nestjs-spotify/redis';
import { createClient, createCluster } from 'redis';
import { onCleanup } from './cleanup.js';
import type { RedisServer } from './redis.js';

const ignore = () => {};

/** A connection of each client, as an app makes it; it is closed after the test. */
export const CLIENTS = {
  ioredis: (url: string): RedisClient => {
    const client = new Redis(url);
    client.on('error', ignore);
    onCleanup(() => client.disconnect());
    return client;
  },
  'node-redis': async (url: string): Promise<RedisClient> => {
    const client = createClient({ url });
    client.on('error', ignore);
    onCleanup(() => client.destroy());
    await client.connect();
    return client;
  },
} as const;

/** The same for a cluster. */
export const CLUSTERS = {
  ioredis: (nodes: readonly RedisServer[]): RedisClient => {
    const cluster = new Cluster(nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
    cluster.on('error', ignore);
    onCleanup(() => cluster.disconnect());
    return cluster;
  },
  'node-redis': async (nodes: readonly RedisServer[]): Promise<RedisClient> => {
    const cluster = createCluster({ rootNodes: nodes.map(({ url }) => ({ url })) });
    cluster.on('error', ignore);
    onCleanup(() => cluster.destroy());
    await cluster.connect();
    return cluster;
  },
} as const;

/** Valkey GLIDE's form over an ioredis: its own is a native module. */
export function glideForm(url: string): RedisClient {
  const client = new Redis(url);
  onCleanup(() => client.disconnect());
  return { customCommand: ([command = '', ...args]: string[]) => client.call(command, ...args) };
}

import 'reflect-metadata';
// A process of a fleet: it makes calls as it is told (`Fleet` in ../support/fleet.ts), and says how they ended.
import { type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import {
  SpotifyAuthService,
  SpotifyHttpService,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { type RedisClient, redisSharing } from 'nestjs-spotify/redis';
import { createClient } from 'redis';

export interface WorkerOptions {
  readonly options: SpotifyModuleOptions;
  /** Shares over it; without one the process goes by itself. */
  readonly redis?: string;
  readonly client?: 'ioredis' | 'node-redis';
  /** How long Redis may take, in ms; 5 s by default, because the machine may be busy. */
  readonly timeout?: number;
  /** What of the sharing is used; all by default. */
  readonly shares?: readonly ('tokens' | 'responses' | 'limits')[];
}

/** Calls, and how they ended. */
export interface Outcome {
  readonly succeeded: number;
  /** Why calls failed, and how many. */
  readonly failures: Readonly<Record<string, number>>;
  /** How long they took, in ms, sorted. */
  readonly times: readonly number[];
}

/** What a process does when told to. */
export interface Tasks {
  /** So many calls at once. */
  burst(count: number, path?: string): Promise<Outcome>;
  /** So many calls a second, for so many ms. */
  load(perSecond: number, ms: number, path?: string): Promise<Outcome>;
  warnings(): Promise<readonly string[]>;
  token(): Promise<string>;
  close(): Promise<void>;
}

const warnings: string[] = [];
const ignore = () => {};
const logger: LoggerService = {
  log: ignore,
  error: (message: unknown) => warnings.push(`error: ${String(message)}`),
  warn: (message: unknown) => warnings.push(String(message)),
};

interface Connection {
  readonly client: RedisClient;
  close(): void;
}

async function connect({ redis = '', client = 'ioredis' }: WorkerOptions): Promise<Connection> {
  if (client === 'ioredis') {
    const ioredis = new Redis(redis).on('error', ignore);
    return { client: ioredis, close: () => ioredis.disconnect() };
  }
  const nodeRedis = createClient({ url: redis }).on('error', ignore);
  await nodeRedis.connect();
  return { client: nodeRedis, close: () => nodeRedis.destroy() };
}

async function outcomeOf(pending: readonly Promise<number>[]): Promise<Outcome> {
  const settled = await Promise.allSettled(pending);
  const times: number[] = [];
  const failures: Record<string, number> = {};
  for (const result of settled) {
    if (result.status === 'fulfilled') times.push(result.value);
    else {
      const { name, reason, message } = result.reason as Error & { reason?: string };
      const key = reason ? `${name} ${reason}` : `${name}: ${message}`;
      failures[key] = (failures[key] ?? 0) + 1;
    }
  }
  return { succeeded: times.length, failures, times: times.toSorted((a, b) => a - b) };
}

async function start(given: WorkerOptions): Promise<Tasks> {
  const { options, redis, shares = ['tokens', 'responses', 'limits'] } = given;
  warnings.length = 0;
  const connection = redis === undefined ? undefined : await connect(given);
  const sharing = connection
    ? redisSharing(connection.client, { timeout: given.timeout ?? 5000 })
    : {};
  const shared = Object.fromEntries(
    Object.entries(sharing).filter(([name]) => shares.includes(name as never)),
  );

  @Module({ imports: [SpotifyModule.forRoot({ ...options, shared })] })
  class FleetModule {}

  const app = await NestFactory.createApplicationContext(FleetModule, { logger });
  const http = app.get(SpotifyHttpService);
  let calls = 0;
  http.axiosRef.interceptors.request.use((request) => {
    request.headers.set('x-sent-at', Date.now());
    return request;
  });

  async function timed(path: string): Promise<number> {
    const begun = performance.now();
    calls += 1;
    await http.get(path.replace('#', `${process.pid}-${calls}`));
    return performance.now() - begun;
  }

  return {
    burst: async (count, path = '/tracks/#') =>
      outcomeOf(Array.from({ length: count }, () => timed(path))),
    load: async (perSecond, ms, path = '/tracks/#') => {
      const pending: Promise<number>[] = [];
      const begun = performance.now();
      for (let at = begun; at < begun + ms; at = performance.now()) {
        while (pending.length < ((at - begun) * perSecond) / 1000) {
          const call = timed(path);
          call.catch(ignore);
          pending.push(call);
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return outcomeOf(pending);
    },
    warnings: async () => warnings,
    token: async () => (await app.get(SpotifyAuthService).getAccessToken()).accessToken,
    close: async () => {
      await app.close();
      connection?.close();
    },
  };
}

let tasks: Promise<Tasks> | undefined;

interface Message {
  readonly id: number;
  readonly task: keyof Tasks | 'start';
  readonly args: unknown[];
}

process.on('message', ({ id, task, args }: Message) => {
  void (async () => {
    if (task === 'start') {
      await (await tasks)?.close();
      tasks = start(args[0] as WorkerOptions);
    }
    const running = await tasks!;
    const result =
      task === 'start'
        ? undefined
        : await (running[task] as (...args: unknown[]) => unknown)(...args);
    process.send?.({ id, result });
  })().catch((error: unknown) => process.send?.({ id, error: String(error) }));
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0 });

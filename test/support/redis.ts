import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { onCleanup } from './cleanup.js';
import { describeUnless } from './describe-unless.js';
import { until } from './until.js';

/** A server that speaks Redis' protocol, from the machine. */
export type RedisProgram = 'redis-server' | 'valkey-server';

function isInstalled(program: RedisProgram): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/**
 * `describe()` for tests on a real Redis (Debian: `apt-get install redis-server`). Where there is none they are skipped,
 * and their title says why; in CI they fail.
 */
export function describeWithRedis(title: string, tests: (program: RedisProgram) => void): void {
  describeWith('redis-server', title, tests, process.env.CI === 'true');
}

/** As `describeWithRedis()`, for Valkey; CI does not need it. */
export function describeWithValkey(title: string, tests: (program: RedisProgram) => void): void {
  describeWith('valkey-server', title, tests, false);
}

function describeWith(
  program: RedisProgram,
  title: string,
  tests: (program: RedisProgram) => void,
  isRequired: boolean,
): void {
  const missing = !isRequired && !isInstalled(program) && `${program} is not installed`;
  describeUnless(missing, title, () => tests(program));
}

/** A Redis on a free port, which keeps nothing on disk; it ends with the test. */
export class RedisServer {
  private child: ChildProcess | undefined;
  private readonly dir = mkdtempSync(join(tmpdir(), 'nestjs-spotify-redis-'));

  private constructor(
    readonly port: number,
    private readonly program: RedisProgram,
    private readonly args: readonly string[],
  ) {}

  static async start(
    program: RedisProgram = 'redis-server',
    ...args: string[]
  ): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), program, args);
    onCleanup(() => server.remove());
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, or starts it once more, empty. */
  async start(): Promise<void> {
    const child = spawn(
      this.program,
      // prettier-ignore
      ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.dir, ...this.args],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.child = child;
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await until(() => {
      if (child.exitCode !== null) throw new Error(`${this.program} ended:\n${output}`);
      return output.includes('Ready to accept connections');
    });
  }

  /** Ends it at once, and what it keeps with it. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Sends one command over a connection of its own. */
  async command(command: string, ...args: (string | number)[]): Promise<unknown> {
    const client = new Redis(this.url);
    try {
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  }

  /** Everything that is sent to it from now on, as MONITOR shows it. */
  async monitor(): Promise<readonly string[]> {
    const client = new Redis(this.url);
    const monitor = await client.monitor();
    const lines: string[] = [];
    monitor.on('monitor', (_: string, args: string[]) => lines.push(args.join(' ')));
    onCleanup(() => {
      monitor.disconnect();
      client.disconnect();
    });
    return lines;
  }

  private async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Three masters that have a third of the slots each; gives their URLs. */
export async function startRedisCluster(): Promise<RedisServer[]> {
  const start = () => RedisServer.start('redis-server', '--cluster-enabled', 'yes');
  const nodes = [await start(), await start(), await start()];
  const ranges = [
    [0, 5460],
    [5461, 10_922],
    [10_923, 16_383],
  ] as const;
  for (const [index, node] of nodes.entries()) {
    await node.command('CLUSTER', 'ADDSLOTSRANGE', ...ranges[index]!);
    await node.command('CLUSTER', 'MEET', '127.0.0.1', nodes[0]!.port);
  }
  const isReady = async (node: RedisServer) => {
    const info = String(await node.command('CLUSTER', 'INFO'));
    return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
  };
  await until(async () => (await Promise.all(nodes.map(isReady))).every(Boolean));
  return nodes;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // A cluster's bus listens on a port 10,000 above.
  server.close();
  await once(server, 'close');
  return port > 50_000 ? port - 20_000 : port;
}

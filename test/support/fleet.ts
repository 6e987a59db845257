import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import type { Tasks, WorkerOptions } from '../fleet/worker.js';
import { onCleanup } from './cleanup.js';

export type { Outcome, WorkerOptions } from '../fleet/worker.js';

/** Within node_modules, so that what is written there finds its packages. */
const BUILD = join(process.cwd(), `node_modules/.cache/nestjs-spotify-fleet-${process.pid}`);
let built = false;

/** The library and the worker as JavaScript: not `dist`, which may be older, and which another test builds anew. */
function build(): string {
  const worker = join(BUILD, 'test/fleet/worker.js');
  if (built) return worker;
  const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('lib', file));
  for (const source of [...sources, 'test/fleet/worker.ts']) {
    const target = join(BUILD, source.replace(/ts$/, 'js'));
    const toLib = `${relative(dirname(target), join(BUILD, 'lib'))}/`;
    const { code } = transformSync(readFileSync(source, 'utf8'), {
      swcrc: false,
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
    });
    mkdirSync(dirname(target), { recursive: true });
    const resolved = code.replace(
      /from ['"]nestjs-spotify(\/\w+)?['"]/g,
      (_, entry: string = '') => `from '${toLib}${entry.slice(1)}${entry && '/'}index.js'`,
    );
    writeFileSync(target, resolved);
  }
  writeFileSync(join(BUILD, 'package.json'), '{ "type": "module" }');
  built = true;
  process.once('exit', () => rmSync(BUILD, { recursive: true, force: true }));
  return worker;
}

/** A process with an app of its own. */
export class FleetProcess {
  private messages = 0;

  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<FleetProcess> {
    const child = fork(build(), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
    child.setMaxListeners(0);
    const started = new FleetProcess(child);
    onCleanup(() => started.kill());
    await once(child, 'message'); // it has loaded everything
    return started;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts an app in it, in place of the last one. */
  async startApp(options: WorkerOptions): Promise<void> {
    await this.send('start', [options]);
  }

  /** Has it do something. Rejects when the process ends before. */
  run<T extends keyof Tasks>(task: T, ...args: Parameters<Tasks[T]>): ReturnType<Tasks[T]> {
    return this.send(task, args) as ReturnType<Tasks[T]>;
  }

  /** As `kill -9` does. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  private send(task: string, args: unknown[]): Promise<unknown> {
    const { child } = this;
    const id = (this.messages += 1);
    return new Promise((resolve, reject) => {
      const onMessage = (message: { id: number; result?: unknown; error?: string }) => {
        if (message.id !== id) return;
        child.off('message', onMessage).off('exit', onExit);
        if (message.error === undefined) resolve(message.result);
        else reject(new Error(message.error));
      };
      const onExit = () => reject(new Error(`The process ended while it was to ${task}.`));
      child.on('message', onMessage).on('exit', onExit);
      child.send({ id, task, args });
    });
  }
}

/** So many processes. To start one takes a second: `beforeAll` starts them, and each test an app of its own in each. */
export function startFleet(size: number): Promise<FleetProcess[]> {
  return Promise.all(Array.from({ length: size }, () => FleetProcess.start()));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const TASKSET = '/usr/bin/taskset';

/**
 * V8's memory reducer takes the others' turns for idleness, and makes a heap grow slowly ever after; the young generation
 * shrinks meanwhile, unless it has the size from the start to which it would grow.
 */
const FLAGS = ['--expose-gc', '--no-memory-reducer', '--min-semi-space-size=16'];

/** Whether processes can be kept on a core each. */
export const canPin = existsSync(TASKSET) && availableParallelism() > 1;

/** A process of its own, on one core, that does one task after the other. */
export class Worker {
  #child;

  /** Resolves to the worker and the first thing it says; without a core it runs on all. */
  static async start(core, script, args = [], env = {}) {
    const worker = new Worker();
    const node = [process.execPath, ...FLAGS, fileURLToPath(new URL(script, import.meta.url))];
    const [command, ...rest] = [
      ...(canPin && core !== undefined ? [TASKSET, '-c', String(core)] : []),
      ...node,
      ...args,
    ];
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
    worker.#child = spawn(command, rest, { stdio, env: { ...process.env, ...env } });
    return [worker, await worker.#result(script)];
  }

  run(task, terms = {}) {
    this.#child.send({ task, ...terms });
    return this.#result(task);
  }

  async stop() {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill();
    await exited;
  }

  async #result(task) {
    const ended = new AbortController();
    try {
      const [message] = await Promise.race([
        once(this.#child, 'message', { signal: ended.signal }),
        once(this.#child, 'exit', { signal: ended.signal }),
      ]);
      if (typeof message !== 'object' || message === null)
        throw new Error(`${task}: the process ended`);
      if (message.error) throw new Error(`${task}: ${message.error}`);
      return message.result;
    } finally {
      ended.abort();
    }
  }
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allocations } from './allocations.mjs';
import { IDS } from './ids.mjs';

/** How often the event loop is sampled. */
const RESOLUTION_MS = 1;

/**
 * Makes `calls` calls of a kind, `concurrency` at a time, each for another object unless `same`, and measures the
 * process meanwhile. No garbage collection is forced beforehand: it would discard compiled code as well.
 */
export async function block(client, { kind, calls, concurrency, same = false }) {
  const ids = same ? IDS[kind].slice(0, 1) : IDS[kind];
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const allocated = allocations();
  const cpu = process.cpuUsage();
  const start = performance.now();

  await run(client[kind], ids, calls, concurrency);

  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = allocated();
  delay.disable();
  return {
    throughput: calls / seconds,
    cpu: (user + system) / calls,
    bytes: bytes / calls,
    stall: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
  };
}

async function run(call, ids, calls, concurrency) {
  let next = 0;
  const caller = async () => {
    while (next < calls) {
      const id = ids[next % ids.length];
      next += 1;
      await call(id);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allocations } from './allocations.mjs';
import { IDS } from './ids.mjs';

/** How often the event loop is sampled. */
const RESOLUTION_MS = 1;

/** Where each kind's ids are up to. */
const position = { track: 0, album: 0, search: 0 };

/**
 * Makes `calls` calls of a kind, `concurrency` at a time, each for another object unless `same`, and measures the
 * process meanwhile. No garbage collection is forced beforehand: it would discard compiled code as well.
 */
export async function block(client, { kind, calls, concurrency, same = false }) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const allocated = allocations();
  const cpu = process.cpuUsage();
  const start = performance.now();

  const [first] = IDS[kind];
  await run(client[kind], same ? () => first : () => nextId(kind), calls, concurrency);

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

function nextId(kind) {
  const ids = IDS[kind];
  position[kind] += 1;
  return ids[position[kind] % ids.length];
}

async function run(call, idOf, calls, concurrency) {
  let made = 0;
  const caller = async () => {
    while (made < calls) {
      made += 1;
      await call(idOf());
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}

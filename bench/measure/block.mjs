import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allocations } from './allocations.mjs';
import { QUESTIONS } from './questions.mjs';

/** In ms, how often the event loop is looked at. */
const RESOLUTION = 1;

/**
 * Makes `calls` calls of a kind, `concurrency` at a time, each for another object unless `same`, and measures the
 * process meanwhile. No collection is forced beforehand: it would throw away compiled code as well.
 */
export async function block(client, { kind, calls, concurrency, same = false }) {
  const questions = same ? QUESTIONS[kind].slice(0, 1) : QUESTIONS[kind];
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  const allocated = allocations();
  const cpu = process.cpuUsage();
  const start = performance.now();

  await run(client[kind], questions, calls, concurrency);

  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = allocated();
  delay.disable();
  return {
    throughput: calls / seconds,
    cpu: (user + system) / calls,
    bytes: bytes / calls,
    stall: Math.max(0, delay.max / 1e6 - RESOLUTION),
  };
}

async function run(ask, questions, calls, concurrency) {
  let next = 0;
  const caller = async () => {
    while (next < calls) {
      const question = questions[next % questions.length];
      next += 1;
      await ask(question);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
}

import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Makes `calls` calls at once: the longest stall in ms, the growth of the largest memory in bytes, and why one failed. */
export async function hostile(client, { calls }) {
  const before = largest();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const made = Array.from({ length: calls }, (_, number) =>
    client.track(`0bench0track0000${String(number).padStart(6, '0')}`),
  );
  const [first] = await Promise.allSettled(made);
  delay.disable();
  const [, refusal = ''] = /\(([^()]*)\)/.exec(first.reason?.message ?? '') ?? [];
  return { stall: delay.max / 1e6, memory: largest() - before, refusal };
}

function largest() {
  return process.resourceUsage().maxRSS * 1024;
}

// Taken before a test can fake them.
const { setTimeout, performance } = globalThis;
const now = performance.now.bind(performance);

/** Longest wait, in ms: for a state that is never reached, with time enough for a slow machine. */
const LIMIT_MS = 20_000;

/** Waits until a state is reached, such as `until(() => server.requests.length === 2)`; use it in place of a fixed time. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = now() + LIMIT_MS;
  while (!(await condition())) {
    if (now() > end) throw new Error(`This did not become true: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

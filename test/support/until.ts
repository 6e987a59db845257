// Taken before a test can fake them.
const { setTimeout, performance } = globalThis;
const now = performance.now.bind(performance);

/** How long a state may take to come, in ms: only for what never comes, on a slow machine too. */
const LIMIT_MS = 20_000;

/** Waits until a state has come, such as `until(() => server.requests.length === 2)`; use it in place of a fixed time. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = now() + LIMIT_MS;
  while (!(await condition())) {
    if (now() > end) throw new Error(`This did not become true: ${String(condition)}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

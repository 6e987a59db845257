/**
 * A signal that aborts once all of these have, for work that serves them together; none if one of them cannot. It listens
 * until `over` aborts, for a caller's signal may live as long as the process.
 */
export function allAborted(
  signals: readonly (AbortSignal | undefined)[],
  over: AbortSignal,
): AbortSignal | undefined {
  const controller = new AbortController();
  const left = new Set<AbortSignal>();
  for (const signal of signals) {
    if (!signal) return undefined;
    left.add(signal);
  }
  for (const signal of left) {
    const leave = () => {
      left.delete(signal);
      if (left.size === 0) controller.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { signal: over });
  }
  return controller.signal;
}

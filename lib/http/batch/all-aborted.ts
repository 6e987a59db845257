/** A signal that aborts once all of these have, for work that serves them together; none if one of them cannot. */
export function allAborted(signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
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
    signal.addEventListener('abort', leave, { once: true });
  }
  return controller.signal;
}

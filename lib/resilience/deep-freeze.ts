/** Freezes a JSON value all the way down, so that it can be shared. Without recursion: a value may be deeply nested. */
export function deepFreeze(value: unknown): void {
  const pending = [value];
  while (pending.length > 0) {
    const item = pending.pop();
    if (typeof item !== 'object' || item === null || Object.isFrozen(item)) continue;
    for (const child of Object.values(Object.freeze(item) as Record<string, unknown>)) {
      if (typeof child === 'object') pending.push(child);
    }
  }
}

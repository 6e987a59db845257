/** Freezes a JSON value all the way down, however deep, so that it can be shared. */
export function deepFreeze(value: unknown): void {
  const left = [value];
  while (left.length > 0) {
    const item = left.pop();
    if (typeof item !== 'object' || item === null || Object.isFrozen(item)) continue;
    for (const child of Object.values(Object.freeze(item) as Record<string, unknown>)) {
      if (typeof child === 'object') left.push(child);
    }
  }
}

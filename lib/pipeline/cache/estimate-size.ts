/** V8 shares equal strings of parsed JSON up to this length. */
const MAX_SHARED_LENGTH = 10;

/** Characters for which V8 keeps a string with two bytes per character. */
const TWO_BYTE = /[^\0-\xff]/;

/**
 * Roughly how many bytes a JSON value takes in memory: about half as much again as its text, on V8. Objects are counted
 * as V8 lays them out, with 8 bytes per property or element.
 */
export function estimateSize(value: unknown): number {
  const pending = [value];
  let bytes = 0;
  while (pending.length > 0) {
    const item = pending.pop();
    if (typeof item === 'string') {
      bytes += sizeOfString(item);
    } else if (typeof item === 'object' && item !== null) {
      const children: unknown[] = Array.isArray(item) ? item : Object.values(item);
      bytes += 32 + 8 * children.length;
      for (const child of children) pending.push(child);
    }
  }
  return bytes;
}

function sizeOfString(text: string): number {
  if (text.length <= MAX_SHARED_LENGTH) return 0;
  return 16 + (TWO_BYTE.test(text) ? 2 : 1) * text.length;
}

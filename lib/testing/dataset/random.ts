/** Maps each 32-bit number to another one, reversibly (the finaliser of MurmurHash3). */
export function scramble(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The inverse of {@link scramble}. */
export function unscramble(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7ed1b41d);
  x = Math.imul(x ^ (x >>> 13) ^ (x >>> 26), 0xa5cb9243);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A 32-bit number that looks random and is the same in every run. */
export function hash(seed: number, n: number, salt = 0): number {
  return scramble(scramble(n + Math.imul(salt + 1, 0x9e3779b1)) ^ Math.imul(seed + 1, 0x2c1b3c6d));
}

/** Scales a hash to 0 (included) to 1 (excluded). */
export function unit(hashed: number): number {
  return hashed / 0x1_0000_0000;
}

/** The list's element for a hash. */
export function pick<T>(list: readonly T[], hashed: number): T {
  return list[hashed % list.length] as T;
}

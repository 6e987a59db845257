/** Spreads a 32-bit number over all 32-bit numbers, each one once (the finaliser of MurmurHash3). */
export function scramble(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The way back from {@link scramble}. */
export function unscramble(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7ed1b41d);
  x = Math.imul(x ^ (x >>> 13) ^ (x >>> 26), 0xa5cb9243);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A 32-bit number that looks random and is always the same for the same arguments. */
export function draw(seed: number, n: number, salt = 0): number {
  return scramble(scramble(n + Math.imul(salt + 1, 0x9e3779b1)) ^ Math.imul(seed + 1, 0x2c1b3c6d));
}

/** A number from 0 up to, and not including, 1. */
export function unit(drawn: number): number {
  return drawn / 0x1_0000_0000;
}

/** One of a list. */
export function pick<T>(list: readonly T[], drawn: number): T {
  return list[drawn % list.length] as T;
}

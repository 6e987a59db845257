import { scramble, unscramble } from './random.js';

/** A seed per type, from which its ids, names and other values are derived. */
export const SEEDS = {
  album: 1,
  artist: 2,
  track: 3,
  show: 4,
  episode: 5,
  audiobook: 6,
  chapter: 7,
  playlist: 8,
  user: 9,
} as const;

export type ItemType = Exclude<keyof typeof SEEDS, 'user'>;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE62 = /^[0-9A-Za-z]{22}$/;
const FIVE_DIGITS = 62 ** 5;

/**
 * The id of item number `n`. Its first six digits encode the number; the other sixteen are a checksum, so that a made-up
 * id practically never exists.
 */
export function idOf(type: ItemType, n: number): string {
  const seed = SEEDS[type];
  const head = scramble(n ^ Math.imul(seed, 0x3c6ef372));
  const check = scramble(head + seed);
  return (
    base62(head, 6) +
    base62(check % FIVE_DIGITS, 5) +
    base62(scramble(check + 1) % FIVE_DIGITS, 5) +
    base62(scramble(check + 2) * 13 + (check % 13), 6)
  );
}

/** The number of the item with this id; `undefined` for a made-up id. */
export function numberOf(type: ItemType, id: string): number | undefined {
  let head = 0;
  for (let i = 0; i < 6; i += 1) head = head * 62 + DIGITS.indexOf(id.charAt(i));
  if (head < 0 || head > 0xffff_ffff) return undefined;
  const n = (unscramble(head) ^ Math.imul(SEEDS[type], 0x3c6ef372)) >>> 0;
  return idOf(type, n) === id ? n : undefined;
}

export function isBase62Id(id: string): boolean {
  return BASE62.test(id);
}

function base62(value: number, digits: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < digits; i += 1) {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

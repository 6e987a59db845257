import { SpotifyConfigError } from '../errors/spotify-config.error.js';

/** The longest time Node's timers count, in ms: some 24 days. A longer one would be over at once. */
export const LONGEST = 2 ** 31 - 1;

export function httpUrl(option: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const { protocol = '', username, password, search, hash } = url ?? {};
  if (!url || !/^https?:$/.test(protocol) || username || password || search || hash) {
    throw new SpotifyConfigError(
      option,
      `is not an http(s) address without credentials and query. Give one such as 'https://api.spotify.com/v1'.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

export function oneOf<T extends string | boolean>(
  option: string,
  value: T,
  accepted: readonly T[],
): T {
  if (accepted.includes(value)) return value;
  throw new SpotifyConfigError(
    option,
    `is ${show(value)}; it takes ${accepted.map(show).join(' or ')}.`,
  );
}

/** True and false only: the string 'false' of an environment variable would count as true. */
export function flag(option: string, value: boolean): boolean {
  return oneOf(option, value, [true, false]);
}

/** A time in ms that a timer will count. */
export function time(option: string, value: number, least = 0): number {
  if (typeof value === 'number' && value >= least && value <= LONGEST) return value;
  throw new SpotifyConfigError(
    option,
    `is ${show(value)}; it takes a number of ms, from ${least} to ${LONGEST}.`,
  );
}

export function count(option: string, value: number, least = 1): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new SpotifyConfigError(
    option,
    `is ${show(value)}; it takes a whole number of at least ${least}.`,
  );
}

/** A seam's implementation, as far as one can tell. */
export function implementation<T extends object>(
  option: string,
  value: T | undefined,
  methods: readonly (keyof T & string)[],
): void {
  if (value === undefined) return;
  if (methods.every((method) => typeof value?.[method] === 'function')) return;
  throw new SpotifyConfigError(
    option,
    `is no store; it takes an object with the methods ${methods.join(', ')}.`,
  );
}

export function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

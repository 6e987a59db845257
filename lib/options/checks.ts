import { SpotifyConfigError } from '../errors/base.errors.js';

/** The longest time of Node's timers, in ms: some 24 days. A longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

export function httpUrl(option: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const { protocol = '', username, password, search, hash } = url ?? {};
  if (!url || !/^https?:$/.test(protocol) || username || password || search || hash) {
    throw new SpotifyConfigError({
      option,
      problem: `is not an http(s) URL without credentials and query. Give one such as 'https://api.spotify.com/v1'.`,
    });
  }
  return url.href.replace(/\/+$/, '');
}

export function oneOf<T extends string | boolean>(
  option: string,
  value: T,
  accepted: readonly T[],
): T {
  if (accepted.includes(value)) return value;
  throw new SpotifyConfigError({
    option,
    problem: `is ${show(value)}; it takes ${accepted.map(show).join(' or ')}.`,
  });
}

/** Only true and false: the string 'false' of an environment variable would count as true. */
export function flag(option: string, value: boolean): boolean {
  return oneOf(option, value, [true, false]);
}

/** A time in ms within a timer's range. */
export function time(option: string, value: number, least = 0): number {
  if (typeof value === 'number' && value >= least && value <= MAX_TIMER_MS) return value;
  throw new SpotifyConfigError({
    option,
    problem: `is ${show(value)}; it takes a number of ms, from ${least} to ${MAX_TIMER_MS}.`,
  });
}

export function count(option: string, value: number, least = 1): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new SpotifyConfigError({
    option,
    problem: `is ${show(value)}; it takes a whole number of at least ${least}.`,
  });
}

/** A store of the user's own: an object with these methods, whose `timeout` is a time. */
export function sharedStore<T extends { readonly timeout?: number }>(
  option: string,
  value: T | undefined,
  methods: readonly (keyof T & string)[],
): void {
  if (value === undefined) return;
  if (methods.every((method) => typeof value?.[method] === 'function')) {
    time(`${option}.timeout`, value.timeout ?? 1, 1);
    return;
  }
  throw new SpotifyConfigError({
    option,
    problem: `must be an object with the method${methods.length > 1 ? 's' : ''} ${methods.join(', ')}.`,
  });
}

/** What `Accept-Language` takes, in words. */
export const LANGUAGE_FORM = 'a language tag such as "sv-SE", or several: "sv, en;q=0.5"';

const LANGUAGE_RANGE = String.raw`(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?: *; *q=[01](?:\.\d{0,3})?)?`;
const LANGUAGES = new RegExp(`^${LANGUAGE_RANGE}(?: *, *${LANGUAGE_RANGE})*$`);

/**
 * Whether `Accept-Language` may have this value.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && LANGUAGES.test(value);
}

export function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

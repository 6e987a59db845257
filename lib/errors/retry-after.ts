const SECOND_MS = 1000;
const WEEK_MS = 7 * 24 * 3600 * SECOND_MS;
/** What a 429 without a usable Retry-After counts as, in ms. */
const DEFAULT_RETRY_AFTER_MS = 5 * SECOND_MS;

/**
 * How long a Retry-After header asks to wait, in ms, whether it gives seconds or a date; `undefined` when it is missing,
 * broken or in the past. A wait is at least a second, so that a `0` does not start a storm of requests, and at most a week.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: unknown): number | undefined {
  if (typeof header !== 'string' && typeof header !== 'number') return undefined;
  const text = String(header).trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * SECOND_MS : httpDate(text) - Date.now();
  return ms >= 0 ? Math.min(Math.max(ms, SECOND_MS), WEEK_MS) : undefined;
}

/** When a 5xx with this Retry-After header allows the next request; `undefined` when it does not say. */
export function retryAtOf5xx(header: unknown): Date | undefined {
  const wait = parseRetryAfter(header);
  return wait === undefined ? undefined : new Date(Date.now() + wait);
}

/** When a 429 with this Retry-After header allows the next request. */
export function retryAtOf429(header: unknown, defaultMs = DEFAULT_RETRY_AFTER_MS): Date {
  return new Date(Date.now() + (parseRetryAfter(header) ?? defaultMs));
}

/** An HTTP date begins with the name of a day; Date.parse alone would take `-5` for a year. */
function httpDate(text: string): number {
  return /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
}

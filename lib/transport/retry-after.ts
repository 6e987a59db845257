const WEEK = 7 * 24 * 3600 * 1000;

/**
 * How long a Retry-After header asks to wait, in ms, whether it gives seconds or a date; nothing when it is missing,
 * broken or in the past. A wait is a second at least, so that a `0` is no invitation to hammer, and a week at most.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: unknown): number | undefined {
  if (typeof header !== 'string' && typeof header !== 'number') return undefined;
  const text = String(header).trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : httpDate(text) - Date.now();
  return ms >= 0 ? Math.min(Math.max(ms, 1000), WEEK) : undefined;
}

/** An HTTP date begins with a day's name; Date.parse alone would take `-5` for a year. */
function httpDate(text: string): number {
  return /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
}

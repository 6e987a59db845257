import type {
  SpotifyBudgetReport,
  SpotifyLimitReport,
  SpotifyLimitState,
} from '../../options/spotify-limit-store.js';

/** No wait is longer: what is used of a day's budget comes free within little more than a day. */
const MAX_WAIT_MS = 48 * 3600_000;

/** What a store responded with, of which nothing is known. */
type Unsound<T> = { readonly [K in keyof T]?: unknown } | null | undefined;

/**
 * What a store responded to a report, if it keeps its promises: whoever wants a request gets one, or is told how long to
 * wait. Otherwise a call would ask again at once, for ever.
 *
 * @throws TypeError where it does not. The store is then as one that failed.
 */
export function soundLimitState(state: unknown, report: SpotifyLimitReport): SpotifyLimitState {
  const { revision, processes, closes, claims, budgets } = (state ?? {}) as Record<string, unknown>;
  check(isNumber(revision, 0, Infinity), 'revision', revision);
  check(isNumber(processes, 1, Infinity), 'processes', processes);
  check(closes === undefined || Array.isArray(closes), 'closes', closes);
  check(typeof claims === 'object' && claims !== null, 'claims', claims);
  for (const { key } of report.claims) {
    const claim = (claims as Record<string, Unsound<{ granted: boolean; wait: number }>>)[key];
    const isSound = claim === undefined || claim?.granted === true || isWait(claim?.wait);
    check(isSound, `claims[${JSON.stringify(key)}]`, claim);
  }
  check(Array.isArray(budgets), 'budgets', budgets);
  for (const [index, told] of report.budgets.entries()) checkBudget(budgets[index], told, index);
  return state as SpotifyLimitState;
}

function checkBudget(budget: Unsound<object>, told: SpotifyBudgetReport, index: number): void {
  const { granted, slot, used, frees, epoch } = (budget ?? {}) as Record<string, unknown>;
  const at = `budgets[${index}]`;
  check(isNumber(used, -Infinity, Infinity), `${at}.used`, used);
  const least = told.want > 0 && used < told.limit ? 1 : 0;
  const isGrant = Number.isInteger(granted) && isNumber(granted, least, told.want);
  check(isGrant, `${at}.granted`, granted);
  check(isNumber(slot, -Infinity, Infinity), `${at}.slot`, slot);
  check(typeof epoch === 'string', `${at}.epoch`, epoch);
  check(Array.isArray(frees), `${at}.frees`, frees);
  for (const free of frees) {
    const isSound = Array.isArray(free) && isWait(free[0]) && isNumber(free[1], 0, Infinity);
    check(isSound, `${at}.frees`, free);
  }
}

function isWait(ms: unknown): boolean {
  return isNumber(ms, 0, MAX_WAIT_MS) && ms > 0;
}

function isNumber(value: unknown, min: number, max: number): value is number {
  return Number.isFinite(value) && (value as number) >= min && (value as number) <= max;
}

function check(isSound: boolean, field: string, value: unknown): asserts isSound {
  if (isSound) return;
  const shown = typeof value === 'number' ? String(value) : typeof value;
  throw new TypeError(`exchange() responded with an unsound state: ${field} (${shown})`);
}

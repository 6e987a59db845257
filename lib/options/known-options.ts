import { SpotifyConfigError } from '../errors/base.errors.js';
import { MIN_TTL_DEFAULTS } from './min-ttl.js';
import type {
  SpotifyCacheOptions,
  SpotifyModuleOptions,
  SpotifyRateLimitOptions,
  SpotifyRetryOptions,
  SpotifySharing,
} from './spotify-module.options.js';

/** The names of an options object: `true` for a value, an object for nested options. */
type Names<T> = { readonly [K in keyof Required<T>]: true | Readonly<Record<string, true>> };

const RETRY: Names<SpotifyRetryOptions> = { attempts: true, minDelay: true, maxDelay: true };
const RATE_LIMIT: Names<SpotifyRateLimitOptions> = {
  maxWait: true,
  maxQueue: true,
  requestsPer30s: true,
  requestsPerDay: true,
  account: true,
};
const CACHE = {
  maxBytes: true,
  minTtl: MIN_TTL_DEFAULTS, // for its names
} as const satisfies Readonly<Record<keyof SpotifyCacheOptions, unknown>>;
const SHARED: Names<SpotifySharing> = { tokens: true, responses: true, limits: true };

/** Every option there is. The contents of `http` are axios', and those of a store its own. */
const OPTIONS: Readonly<
  Record<keyof SpotifyModuleOptions, true | Readonly<Record<string, unknown>>>
> = {
  clientId: true,
  clientSecret: true,
  credentials: true,
  quotaMode: true,
  market: true,
  locale: true,
  language: true,
  apiUrl: true,
  accountsUrl: true,
  timeout: true,
  retry: RETRY,
  rateLimit: RATE_LIMIT,
  cache: CACHE,
  batching: true,
  concurrency: true,
  shared: SHARED,
  http2: true,
  refreshAhead: true,
  accessToken: { accessToken: true, tokenType: true, expiresIn: true, expiresAt: true },
  warmUp: true,
  http: true,
};

/** How many characters may differ for a known name to be suggested. */
const MAX_DISTANCE = 3;

/** @throws SpotifyConfigError for a name that is no option, with the most similar one that is */
export function checkOptionNames(
  options: object,
  known: Readonly<Record<string, unknown>> = OPTIONS,
  prefix = '',
): void {
  // Those with secrets are not enumerable: see hideSecrets().
  for (const name of Object.getOwnPropertyNames(options)) {
    const value = (options as Record<string, unknown>)[name];
    const nested = Object.hasOwn(known, name) ? known[name] : undefined;
    if (nested === undefined) throw unknownOption(name, Object.keys(known), prefix);
    if (nested !== true && typeof value === 'object' && value !== null) {
      checkOptionNames(value, nested as Readonly<Record<string, unknown>>, `${prefix}${name}.`);
    }
  }
}

function unknownOption(name: string, known: readonly string[], prefix: string): SpotifyConfigError {
  const byDistance = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .toSorted((a, b) => a.distance - b.distance);
  const [nearest] = byDistance;
  return new SpotifyConfigError({
    option: prefix + name,
    problem: nearest
      ? `is unknown. Did you mean "${prefix}${nearest.candidate}"?`
      : `is unknown. ${prefix ? `"${prefix.slice(0, -1)}" takes` : 'The options are'} ${known.join(', ')}.`,
  });
}

/** Levenshtein's distance, upper and lower case alike. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

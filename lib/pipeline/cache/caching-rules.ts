import CachePolicy from 'http-cache-semantics';

/** Default `stale-if-error`: a day. */
export const STALE_IF_ERROR_MS = 24 * 60 * 60 * 1000;

/** The headers that decide how long a response may be reused, and how it is validated. */
const CACHE_HEADERS = new Set([
  'age',
  'cache-control',
  'date',
  'etag',
  'expires',
  'last-modified',
  'pragma',
  'vary',
]);

/** A response's headers relevant to caching, names in lower case. */
export type CacheHeaders = Readonly<Record<string, string>>;

/** What HTTP says of a response, apart from its age. One object for all responses of which it says the same. */
export interface CachingRules {
  readonly mayStore: boolean;
  /** How long it is fresh, in ms, from when it was generated. */
  readonly lifetime: number;
  /** How long after that it may be served stale while Spotify fails, in ms. */
  readonly staleIfError: number;
  /** The headers it was read from: of those relevant to caching, all but the ETag. */
  readonly headers: CacheHeaders;
}

/** Keeps only the headers relevant to caching. */
export function cacheHeaders(headers: Readonly<Record<string, unknown>>): CacheHeaders {
  const relevant: Record<string, string> = {};
  for (const name in headers) {
    const lowerCase = name.toLowerCase();
    if (!CACHE_HEADERS.has(lowerCase)) continue;
    const value = headers[name];
    const text: unknown = Array.isArray(value) ? value.join(', ') : value;
    if (typeof text !== 'string') continue;
    relevant[lowerCase] = text;
  }
  return relevant;
}

/** The headers that rules are read from where there is a max-age, which makes dates irrelevant. */
interface RuleTexts {
  readonly cacheControl: string;
  readonly pragma: string;
  readonly vary: string;
}

/** Rules by their texts: Spotify sends the same few again and again. */
const known = new Map<string, CachingRules>();
const MAX_KNOWN = 100;

let last: (RuleTexts & { readonly rules: CachingRules }) | undefined;

/**
 * Reads the rules of a 200 for a cache of one app's own.
 *
 * @param headers - of those relevant to caching all, with others or not
 * @see https://www.rfc-editor.org/rfc/rfc9111
 * @see https://www.rfc-editor.org/rfc/rfc5861#section-4 for stale-if-error
 */
export function cachingRules(headers: CacheHeaders): CachingRules {
  const { 'cache-control': cacheControl = '', pragma = '', vary = '' } = headers;
  const { age, expires, 'last-modified': lastModified } = headers;
  // What is rare is kept as it came.
  if (!cacheControl.includes('max-age') || age || expires || lastModified) {
    return readRules(cacheHeaders(headers));
  }
  if (last && last.cacheControl === cacheControl && last.vary === vary && last.pragma === pragma) {
    return last.rules;
  }
  const texts = { cacheControl, pragma, vary };
  const rules = knownRules(texts);
  last = { ...texts, rules };
  return rules;
}

function knownRules({ cacheControl, pragma, vary }: RuleTexts): CachingRules {
  const text = `${cacheControl}\n${pragma}\n${vary}`;
  const found = known.get(text);
  if (found) return found;
  const rules = readRules({
    'cache-control': cacheControl,
    ...(pragma && { pragma }),
    ...(vary && { vary }),
  });
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, rules);
  return rules;
}

/** `shared: false`: responses to an app token are not personal, and each user's are kept apart, so `private` ones may be cached. */
function readRules({ etag: _etag, ...texts }: CacheHeaders): CachingRules {
  // Directives may come in any case, which http-cache-semantics does not expect.
  const cacheControl = texts['cache-control']?.toLowerCase();
  const headers: CacheHeaders = {
    ...texts,
    ...(cacheControl && { 'cache-control': cacheControl }),
  };
  const policy = new CachePolicy(
    { method: 'GET', headers: {} },
    { status: 200, headers },
    { shared: false },
  );
  const { rescc: directives } = policy.toObject();
  const mayBeStale = !('must-revalidate' in directives || 'no-cache' in directives);
  const staleIfError = Number(directives['stale-if-error'] ?? STALE_IF_ERROR_MS / 1000) * 1000;
  return {
    // What else a response varies by is seen to where it is sent: requests with one key differ in nothing but the app's token.
    mayStore: policy.storable() && !headers['vary']?.includes('*'),
    lifetime: policy.maxAge() * 1000,
    staleIfError: mayBeStale && staleIfError > 0 ? staleIfError : -Infinity,
    headers,
  };
}

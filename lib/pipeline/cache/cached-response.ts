import CachePolicy from 'http-cache-semantics';
import type { ApiResponse } from '../../api/api.client.js';

/** Default `stale-if-error`, in seconds: a day. */
const STALE_IF_ERROR_S = 24 * 60 * 60;

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

/** A response as a store keeps it, as JSON. */
export interface StoredResponse {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** When it was stored: milliseconds since 1970. */
  readonly storedAt: number;
}

/** A response that may be used again, and for how long, on the clock of `performance.now()`. */
export class CachedResponse {
  private constructor(
    readonly response: ApiResponse,
    readonly headers: Readonly<Record<string, string>>,
    readonly freshUntil: number,
    /** Until when it may be served stale while Spotify fails. */
    readonly staleUntil: number,
  ) {}

  /**
   * Reads RFC 9111's rules once, so that a hit is only a comparison. `undefined` for a response that must not be stored.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9111
   * @see https://www.rfc-editor.org/rfc/rfc5861#section-4 for stale-if-error
   */
  static of(response: ApiResponse): CachedResponse | undefined {
    const headers = cacheHeaders(response.headers);
    const policy = policyOf(response.status, headers);
    // Requests differ only in the app's token, so `Vary` can be ignored unless it is `*`.
    if (!policy.storable() || headers['vary']?.includes('*')) return undefined;
    const { rescc: directives } = policy.toObject();
    const mayBeStale = !('must-revalidate' in directives || 'no-cache' in directives);
    const staleIfError = Number(directives['stale-if-error'] ?? STALE_IF_ERROR_S);
    const freshUntil = performance.now() + (policy.maxAge() - policy.age()) * 1000;
    return new CachedResponse(
      { status: response.status, headers, data: response.data },
      headers,
      freshUntil,
      mayBeStale && staleIfError > 0 ? freshUntil + staleIfError * 1000 : -Infinity,
    );
  }

  /** Reads a store's record, as old as it is by now; `undefined` for a record of another form. */
  static fromStored(record: unknown): CachedResponse | undefined {
    if (!isStored(record)) return undefined;
    const { data, headers, storedAt } = record;
    const storedFor = Math.max(0, Math.floor((Date.now() - storedAt) / 1000));
    const age = storedFor + (Number.parseInt(headers['age'] ?? '', 10) || 0);
    return CachedResponse.of({ status: 200, headers: { ...headers, age: String(age) }, data });
  }

  toStored(): StoredResponse {
    return { data: this.response.data, headers: this.headers, storedAt: Date.now() };
  }

  get isFresh(): boolean {
    return performance.now() < this.freshUntil;
  }

  get canServeStale(): boolean {
    return performance.now() < this.staleUntil;
  }

  /** How long it is useful, in ms: fresh, served stale, or to be revalidated. */
  get timeToLive(): number {
    const until = Math.max(this.freshUntil + STALE_IF_ERROR_S * 1000, this.staleUntil);
    return Math.ceil(until - performance.now());
  }
}

/** Keeps only the headers relevant to caching, names in lower case. */
export function cacheHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const relevant: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lowerCase = name.toLowerCase();
    const text: unknown = Array.isArray(value) ? value.join(', ') : value;
    if (typeof text !== 'string' || !CACHE_HEADERS.has(lowerCase)) continue;
    // Directives may come in any case, which http-cache-semantics does not expect.
    relevant[lowerCase] = lowerCase === 'cache-control' ? text.toLowerCase() : text;
  }
  return relevant;
}

/** `shared: false`: responses to an app token are not personal, so `private` ones may be cached. */
function policyOf(status: number, headers: Record<string, string>): CachePolicy {
  return new CachePolicy({ method: 'GET', headers: {} }, { status, headers }, { shared: false });
}

function isStored(record: unknown): record is StoredResponse {
  if (!isObject(record)) return false;
  const { data, headers, storedAt } = record;
  return (
    isObject(data) &&
    isObject(headers) &&
    Object.values(headers).every((value) => typeof value === 'string') &&
    Number.isFinite(storedAt)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

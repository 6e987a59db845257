import { isPersonal, type ApiResponse } from '../../api/api.client.js';
import { deepFreeze } from '../../resilience/deep-freeze.js';
import {
  cacheHeaders,
  type CacheHeaders,
  type CachingRules,
  cachingRules,
  STALE_IF_ERROR_MS,
} from './caching-rules.js';

/** A response as a store keeps it, as JSON. */
export interface StoredResponse {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** When it was stored: milliseconds since 1970. */
  readonly storedAt: number;
}

/** How long a response may be used again, as HTTP says, on the clock of `performance.now()`. */
export interface Freshness {
  readonly rules: CachingRules;
  readonly etag: string | undefined;
  readonly fetchedAt: number;
  readonly freshUntil: number;
}

/**
 * Reads the rules once, so that a hit is only a comparison. `undefined` for a response that must not be stored.
 *
 * @param headers - the response's, names in lower case
 */
export function freshnessOf(
  response: ApiResponse,
  headers: CacheHeaders = cacheHeaders(response.headers),
): Freshness | undefined {
  if (response.status !== 200 || isPersonal(response)) return undefined;
  const rules = cachingRules(headers);
  if (!rules.mayStore) return undefined;
  const { etag, age } = headers;
  const { fetchedAt = performance.now() } = response;
  const ageMs = age ? (Number.parseInt(age, 10) || 0) * 1000 : 0;
  return { rules, etag, fetchedAt, freshUntil: fetchedAt + rules.lifetime - ageMs };
}

/** A response that may be used again. */
export class CachedResponse {
  private opened: ApiResponse | undefined;
  private promise: Promise<ApiResponse> | undefined;
  readonly rules: CachingRules;
  private readonly etag: string | undefined;
  private readonly fetchedAt: number;
  private readonly freshUntil: number;

  /** @param minTtl - for how long it is fresh at least, in ms */
  constructor(
    readonly data: unknown,
    { rules, etag, fetchedAt, freshUntil }: Freshness,
    minTtl = 0,
  ) {
    this.rules = rules;
    this.etag = etag;
    this.fetchedAt = fetchedAt;
    this.freshUntil = Math.max(freshUntil, fetchedAt + minTtl);
  }

  /** `undefined` for a response that must not be stored. */
  static of(response: ApiResponse, minTtl?: number): CachedResponse | undefined {
    const freshness = freshnessOf(response);
    return freshness && new CachedResponse(response.data, freshness, minTtl);
  }

  /** Reads a store's record, as old as it is by now; `undefined` for a record of another form. */
  static fromStored(record: unknown, minTtl = 0): CachedResponse | undefined {
    if (!isStored(record)) return undefined;
    const { data, headers, storedAt } = record;
    const fetchedAt = performance.now() - Math.max(0, Date.now() - storedAt);
    return CachedResponse.of({ status: 200, headers, data, fetchedAt }, minTtl);
  }

  toStored(): StoredResponse {
    const { data, headers, fetchedAt } = this;
    const storedAt = Math.round(Date.now() - (performance.now() - fetchedAt));
    return { data, headers, storedAt };
  }

  /** Its headers that are relevant to caching. */
  get headers(): CacheHeaders {
    const { etag, rules } = this;
    return etag === undefined ? rules.headers : { ...rules.headers, etag };
  }

  /** The response, the same each time, its data frozen: several callers get it. */
  open(): ApiResponse {
    if (this.opened) return this.opened;
    const { data, headers, fetchedAt } = this;
    deepFreeze(data);
    this.opened = { status: 200, headers, data, fetchedAt };
    return this.opened;
  }

  /** A promise of the response, the same each time too. */
  get hit(): Promise<ApiResponse> {
    return (this.promise ??= Promise.resolve(this.open()));
  }

  /** Whether this is the response it gave. */
  gave(response: ApiResponse): boolean {
    return this.opened === response;
  }

  get isFresh(): boolean {
    return performance.now() < this.freshUntil;
  }

  get canServeStale(): boolean {
    return performance.now() < this.staleUntil;
  }

  /** How long it is useful, in ms: fresh, served stale, or to be revalidated. */
  get timeToLive(): number {
    const until = Math.max(this.freshUntil + STALE_IF_ERROR_MS, this.staleUntil);
    return Math.ceil(until - performance.now());
  }

  /** Until when it may be served while Spotify fails. */
  private get staleUntil(): number {
    return this.freshUntil + this.rules.staleIfError;
  }
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

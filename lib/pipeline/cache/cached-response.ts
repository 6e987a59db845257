import { isPersonal, type ApiResponse } from '../../api/api.client.js';
import { deepFreeze } from '../../resilience/deep-freeze.js';
import { CachedBody } from './cached-body.js';
import {
  cacheHeaders,
  type CacheHeaders,
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

/** A response that may be used again, and for how long, on the clock of `performance.now()`. */
export class CachedResponse {
  private opened: ApiResponse | undefined;

  private constructor(
    readonly body: CachedBody,
    readonly headers: CacheHeaders,
    readonly fetchedAt: number,
    readonly freshUntil: number,
    /** Until when it may be served stale while Spotify fails. */
    readonly staleUntil: number,
  ) {}

  /**
   * Reads the rules once, so that a hit is only a comparison. `undefined` for a response that must not be stored.
   *
   * @param minTtl - for how long it is fresh at least, in ms
   * @param source - the bytes of its JSON, or the body of an earlier response that it confirms, where there is one
   */
  static of(
    response: ApiResponse,
    minTtl = 0,
    source?: Uint8Array | CachedBody,
  ): CachedResponse | undefined {
    if (response.status !== 200 || isPersonal(response)) return undefined;
    const headers = cacheHeaders(response.headers);
    const { mayStore, lifetime, staleIfError } = cachingRules(headers);
    if (!mayStore) return undefined;
    const { fetchedAt = performance.now(), data } = response;
    const age = (Number.parseInt(headers['age'] ?? '', 10) || 0) * 1000;
    const freshUntil = fetchedAt + Math.max(lifetime - age, minTtl);
    const body = source instanceof CachedBody ? source : CachedBody.of(data, source);
    return new CachedResponse(body, headers, fetchedAt, freshUntil, freshUntil + staleIfError);
  }

  /** Reads a store's record, as old as it is by now; `undefined` for a record of another form. */
  static fromStored(record: unknown, minTtl = 0): CachedResponse | undefined {
    if (!isStored(record)) return undefined;
    const { data, headers, storedAt } = record;
    const fetchedAt = performance.now() - Math.max(0, Date.now() - storedAt);
    return CachedResponse.of({ status: 200, headers, data, fetchedAt }, minTtl);
  }

  toStored(): StoredResponse {
    const storedAt = Math.round(Date.now() - (performance.now() - this.fetchedAt));
    return { data: this.body.data, headers: this.headers, storedAt };
  }

  /** The same each time, its data frozen: several callers get it. */
  get response(): ApiResponse {
    if (!this.opened) {
      const { headers, fetchedAt } = this;
      const { data } = this.body;
      deepFreeze(data);
      this.opened = { status: 200, headers, data, fetchedAt };
    }
    return this.opened;
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

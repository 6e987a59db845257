import { isPersonal, type ApiResponse } from '../../api/api.client.js';
import { deepFreeze } from '../../resilience/deep-freeze.js';
import { type CachedBody, ParsedBody } from './cached-body.js';
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

/**
 * A response that may be used again, and for how long, on the clock of `performance.now()`.
 *
 * Most are never read, and of such a one as little as possible is left for the garbage collector to look after: the
 * rules are one object for many responses, the body is bytes in a store, and the times are whole numbers, which V8 keeps
 * in the object itself.
 */
export class CachedResponse {
  private opened: ApiResponse | undefined;
  private promise: Promise<ApiResponse> | undefined;

  private constructor(
    private body: CachedBody,
    readonly rules: CachingRules,
    private readonly etag: string | undefined,
    private readonly fetchedAt: number,
    private readonly freshUntil: number,
  ) {}

  /**
   * Reads the rules once, so that a hit is only a comparison. `undefined` for a response that must not be stored.
   *
   * @param minTtl - for how long it is fresh at least, in ms
   * @param body - how its data is kept
   */
  static of(
    response: ApiResponse,
    minTtl = 0,
    body: CachedBody = new ParsedBody(response.data),
  ): CachedResponse | undefined {
    if (response.status !== 200 || isPersonal(response)) return undefined;
    const headers = cacheHeaders(response.headers);
    const rules = cachingRules(headers);
    if (!rules.mayStore) return undefined;
    const { fetchedAt = performance.now() } = response;
    const age = (Number.parseInt(headers['age'] ?? '', 10) || 0) * 1000;
    const since = Math.floor(fetchedAt);
    const freshUntil = since + Math.max(rules.lifetime - age, minTtl);
    return new CachedResponse(body, rules, headers['etag'], since, freshUntil);
  }

  /** Reads a store's record, as old as it is by now; `undefined` for a record of another form. */
  static fromStored(record: unknown, minTtl = 0): CachedResponse | undefined {
    if (!isStored(record)) return undefined;
    const { data, headers, storedAt } = record;
    const fetchedAt = performance.now() - Math.max(0, Date.now() - storedAt);
    return CachedResponse.of({ status: 200, headers, data, fetchedAt }, minTtl);
  }

  toStored(): StoredResponse {
    const { body, headers, fetchedAt } = this;
    const storedAt = Math.round(Date.now() - (performance.now() - fetchedAt));
    return { data: body.data, headers, storedAt };
  }

  /** Its headers that are relevant to caching. */
  get headers(): CacheHeaders {
    const { etag, rules } = this;
    return etag === undefined ? rules.headers : { ...rules.headers, etag };
  }

  /** The memory that its body takes, in bytes. */
  get bytes(): number {
    return this.body.bytes;
  }

  /** Whether it was opened, so that its body is an object. */
  get isOpen(): boolean {
    return this.opened !== undefined;
  }

  /** The response, the same each time, its data frozen: several callers get it. */
  open(): ApiResponse {
    if (this.opened) return this.opened;
    const { data } = this.body;
    deepFreeze(data);
    if (this.body.release) {
      this.body.release();
      this.body = new ParsedBody(data);
    }
    this.opened = { status: 200, headers: this.headers, data, fetchedAt: this.fetchedAt };
    return this.opened;
  }

  /** A promise of the response, the same each time too. */
  get hit(): Promise<ApiResponse> {
    return (this.promise ??= Promise.resolve(this.open()));
  }

  /** To be called when it leaves the cache. One that was not opened before cannot be opened any more. */
  release(): void {
    this.body.release?.();
  }

  /** Whether this is the response it gave. */
  gave(response: ApiResponse): boolean {
    return this.opened === response;
  }

  /** The body, where it holds this very object. */
  bodyOf({ data }: ApiResponse): CachedBody | undefined {
    return this.opened?.data === data ? this.body : undefined;
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

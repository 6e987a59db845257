import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApiClient, type ApiResponse } from '../../api/api.client.js';
import { publishCacheEvent } from './publish-cache-event.js';
import { SpotifyNotFoundError } from '../../errors/api.errors.js';
import type { MinTtl } from '../../options/min-ttl.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from '../layer.js';
import { CachedResponse, freshnessOf } from './cached-response.js';
import type { CacheHeaders } from './caching-rules.js';
import { estimateSize } from './estimate-size.js';
import { revalidate } from './revalidate.js';
import { UnreadResponses } from './unread-responses.js';

/** What an entry takes besides its body and its URL, in bytes: headers, and its place in the cache. */
const ENTRY_BYTES = 500;

/** The share of the cache that responses may take which nobody has requested again, however much the others need. */
const UNREAD_SHARE = 1 / 8;

/**
 * Serves responses from memory as HTTP allows: while a response is fresh, after Spotify has confirmed it, and stale for
 * a bounded time while Spotify fails or a limit is used up. What comes from here is frozen, because many callers get it.
 *
 * A response is kept as bytes at first, and as the object that callers get once it is requested again. The bytes leave in
 * the order in which they came, the objects when they were not requested for longest: so many responses that are never
 * requested again do not displace those that are.
 */
@Injectable()
export class CacheLayer implements HttpLayer {
  readonly disabled: boolean;
  /** How many calls found a fresh response, and how many looked for one in vain. */
  hits = 0;
  misses = 0;
  private readonly maxBytes: number;
  private readonly minTtl: MinTtl | undefined;
  private readonly entries: LRUCache<string, CachedResponse>;
  private readonly unread: UnreadResponses;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
  ) {
    const { cache } = config;
    this.disabled = cache === false;
    this.maxBytes = cache === false ? 1 : cache.maxBytes;
    this.minTtl = cache === false ? undefined : cache.minTtl;
    this.unread = new UnreadResponses(this.maxBytes);
    this.entries = new LRUCache({ maxSize: this.maxBytes });
  }

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { url, cache } = request;
    if (cache === 'no-store') return next(request);
    const key = responseKey(request);
    if (cache === 'reload') return this.fetch(key, request, next);
    const cached = this.entries.get(key) ?? this.open(key, request);
    if (!cached) {
      this.note('miss', request);
      return this.fetch(key, request, next);
    }
    if (this.api.variesByInterceptor(url, cached.rules.headers)) {
      this.note('miss', request);
      // What a store holds is no more for this call.
      return this.fetch(key, { ...request, cache: 'reload' }, next, cached);
    }
    if (cached.isFresh || cache === 'force-cache') {
      this.note('hit', request);
      return cached.hit;
    }
    this.note('revalidate', request);
    return this.fetch(key, request, (own) => revalidate(cached, own, next), cached);
  }

  /** How much it holds: `bytes` as estimated. */
  get size(): { readonly entries: number; readonly bytes: number } {
    const { entries, unread } = this;
    return { entries: entries.size + unread.size, bytes: entries.calculatedSize + unread.bytes };
  }

  /** Not async: a frame would cost each call half a KB. */
  private fetch(
    key: string,
    request: GetRequest,
    next: NextLayer,
    before?: CachedResponse,
  ): Promise<ApiResponse> {
    return next(request).then(
      (response) => {
        if (before?.gave(response)) publishCacheEvent(this.config.name, request, 'memory', 'stale');
        else this.store(key, request, response, before);
        return response;
      },
      (error: unknown) => {
        if (error instanceof SpotifyNotFoundError) this.delete(key);
        throw error;
      },
    );
  }

  private store(
    key: string,
    request: GetRequest,
    response: ApiResponse,
    before: CachedResponse | undefined,
  ): void {
    const { entries, unread } = this;
    const current = entries.peek(key);
    const isReload = request.cache === 'reload';
    if (current && current !== before && !isReload) return; // a concurrent call has stored it
    if (current || isReload) this.delete(key);
    const json = this.api.takeBody(response);
    if (json) {
      const freshness = freshnessOf(response, response.headers as CacheHeaders); // from our own wire
      if (!freshness || json.length > this.maxBytes) return;
      unread.add(key, freshness, json);
      this.trim();
    } else if (!unread.has(key)) {
      const cached = CachedResponse.of(response, this.minTtlOf(request));
      if (cached) this.set(key, cached);
    }
  }

  /** A response that is requested again is from now on kept as an object, which takes more memory than its bytes. */
  private open(key: string, request: GetRequest): CachedResponse | undefined {
    const found = this.unread.take(key);
    if (!found) return undefined;
    const cached = new CachedResponse(found.data, found.freshness, this.minTtlOf(request));
    this.set(key, cached);
    return cached;
  }

  private minTtlOf({ url, userToken }: GetRequest): number | undefined {
    return this.minTtl?.of(url, userToken !== undefined);
  }

  private delete(key: string): void {
    this.entries.delete(key);
    this.unread.delete(key);
  }

  private note(event: 'hit' | 'miss' | 'revalidate', request: GetRequest): void {
    if (event === 'hit') {
      this.hits += 1;
      request.trace?.served('cached');
    } else this.misses += 1;
    publishCacheEvent(this.config.name, request, 'memory', event);
  }

  private set(key: string, cached: CachedResponse): void {
    const { data } = cached.open(); // frozen before the caller can change it
    this.entries.set(key, cached, { size: ENTRY_BYTES + key.length + estimateSize(data) });
    this.trim();
  }

  private trim(): void {
    const { entries, unread, maxBytes } = this;
    while (entries.calculatedSize + unread.bytes > maxBytes) {
      if (unread.bytes > maxBytes * UNREAD_SHARE || entries.size === 0) unread.dropOldest();
      else entries.pop();
    }
  }
}

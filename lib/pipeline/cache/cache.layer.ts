import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApiClient, type ApiResponse } from '../../api/api.client.js';
import { publishCacheEvent } from './publish-cache-event.js';
import { SpotifyNotFoundError } from '../../errors/api.errors.js';
import type { MinTtl } from '../../options/min-ttl.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from '../layer.js';
import { BodyStore } from './body-store.js';
import { CachedResponse } from './cached-response.js';
import { revalidate } from './revalidate.js';

/** What an entry takes besides its body and its URL, in bytes: headers, and its place in the cache. */
const ENTRY_BYTES = 500;

/**
 * Serves responses from memory as HTTP allows: while a response is fresh, after Spotify has confirmed it, and stale for
 * a bounded time while Spotify fails or a limit is used up. What comes from here is frozen, because many callers get it.
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
  private readonly bodies: BodyStore;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
  ) {
    const { cache } = config;
    this.disabled = cache === false;
    this.maxBytes = cache === false ? 1 : cache.maxBytes;
    this.minTtl = cache === false ? undefined : cache.minTtl;
    this.bodies = new BodyStore(this.maxBytes);
    this.entries = new LRUCache({
      maxSize: this.maxBytes,
      dispose: (cached) => cached.release(),
    });
  }

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { url, cache } = request;
    if (cache === 'no-store') return next(request);
    const key = responseKey(request);
    const cached = this.entries.get(key);
    if (cache === 'reload') return this.fetch(key, request, next, cached);
    if (!cached) {
      this.note('miss', request);
      return this.fetch(key, request, next, cached);
    }
    if (this.api.variesByInterceptor(url, cached.rules.headers)) {
      this.note('miss', request);
      // What a store holds is no more for this call.
      return this.fetch(key, { ...request, cache: 'reload' }, next, cached);
    }
    // Before anything is waited for: an entry that leaves the cache unread is gone.
    if (!cached.isOpen) this.open(key, cached);
    if (cached.isFresh || cache === 'force-cache') {
      this.note('hit', request);
      return cached.hit;
    }
    this.note('revalidate', request);
    return this.fetch(key, request, (own) => revalidate(cached, own, next), cached);
  }

  /** How much it holds: `bytes` as estimated. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.entries.size, bytes: this.entries.calculatedSize + this.bodies.wasted };
  }

  /** Not async: a frame would cost each call half a KB. */
  private fetch(
    key: string,
    request: GetRequest,
    next: NextLayer,
    before: CachedResponse | undefined,
  ): Promise<ApiResponse> {
    return next(request).then(
      (response) => {
        if (before?.gave(response)) publishCacheEvent(this.config.name, request, 'memory', 'stale');
        else this.store(key, request, response, before);
        return response;
      },
      (error: unknown) => {
        if (error instanceof SpotifyNotFoundError) this.entries.delete(key);
        throw error;
      },
    );
  }

  private store(
    key: string,
    { url, cache, userToken }: GetRequest,
    response: ApiResponse,
    before: CachedResponse | undefined,
  ): void {
    // A concurrent call has already stored a response.
    const current = this.entries.peek(key);
    if (current && current !== before && cache !== 'reload') return;
    const json = this.api.bodyOf(response);
    const body = json ? this.bodies.add(json) : before?.bodyOf(response);
    const minTtl = this.minTtl?.of(url, userToken !== undefined);
    const cached = CachedResponse.of(response, minTtl, body);
    if (cached) {
      // Without its bytes the object itself is kept, and frozen before the caller can change it.
      if (!json) cached.open();
      this.set(key, cached);
    } else {
      body?.release?.();
      this.entries.delete(key);
    }
  }

  /** From now on it is kept as the object that callers get, which takes more memory than its bytes. */
  private open(key: string, cached: CachedResponse): void {
    cached.open();
    this.entries.delete(key); // a value that is there already keeps the size it had
    this.set(key, cached);
  }

  private note(event: 'hit' | 'miss' | 'revalidate', request: GetRequest): void {
    if (event === 'hit') {
      this.hits += 1;
      request.trace?.served('cached');
    } else this.misses += 1;
    publishCacheEvent(this.config.name, request, 'memory', event);
  }

  private set(key: string, cached: CachedResponse): void {
    const { entries, bodies, maxBytes } = this;
    entries.set(key, cached, { size: ENTRY_BYTES + key.length + cached.bytes });
    while (entries.calculatedSize + bodies.wasted > maxBytes) entries.pop();
  }
}

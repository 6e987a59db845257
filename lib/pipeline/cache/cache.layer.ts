import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApiClient, type ApiResponse } from '../../api/api.client.js';
import { publishCacheEvent } from './publish-cache-event.js';
import { SpotifyNotFoundError } from '../../errors/api.errors.js';
import type { MinTtl } from '../../options/min-ttl.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from '../layer.js';
import { CachedResponse } from './cached-response.js';
import { revalidate } from './revalidate.js';

/** What an entry takes besides its body and its URL, in bytes: headers, and its place in the cache. */
const ENTRY_BYTES = 500;

interface Entry {
  readonly cached: CachedResponse;
  /** What a hit returns: the same promise of the same frozen response each time. Absent until the first hit. */
  readonly hit: Promise<ApiResponse> | undefined;
}

type OpenEntry = Entry & { readonly hit: Promise<ApiResponse> };

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
  private readonly minTtl: MinTtl | undefined;
  private readonly entries: LRUCache<string, Entry>;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
  ) {
    const { cache } = config;
    this.disabled = cache === false;
    this.minTtl = cache === false ? undefined : cache.minTtl;
    this.entries = new LRUCache({ maxSize: cache === false ? 1 : cache.maxBytes });
  }

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { url, cache } = request;
    if (cache === 'no-store') return next(request);
    const key = responseKey(request);
    const entry = this.entries.get(key);
    if (cache === 'reload') return this.fetch(key, request, next, entry);
    if (!entry) {
      this.note('miss', request);
      return this.fetch(key, request, next, entry);
    }
    const { cached, hit } = entry;
    if (this.api.variesByInterceptor(url, cached.headers)) {
      this.note('miss', request);
      // What a store holds is no more for this call.
      return this.fetch(key, { ...request, cache: 'reload' }, next, entry);
    }
    if (cached.isFresh || cache === 'force-cache') {
      this.note('hit', request);
      return hit ?? this.open(key, cached).hit;
    }
    this.note('revalidate', request);
    return this.fetch(key, request, (own) => revalidate(cached, own, next), entry);
  }

  /** How much it holds: `bytes` as estimated. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.entries.size, bytes: this.entries.calculatedSize };
  }

  /** Not async: a frame would cost each call half a KB. */
  private fetch(
    key: string,
    request: GetRequest,
    next: NextLayer,
    before: Entry | undefined,
  ): Promise<ApiResponse> {
    return next(request).then(
      (response) => {
        if (before?.cached.gave(response)) this.onServedStale(key, request, before);
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
    before: Entry | undefined,
  ): void {
    // A concurrent call has already stored a response.
    const current = this.entries.peek(key);
    if (current && current !== before && cache !== 'reload') return;
    const earlier = before?.cached.body;
    const source = earlier?.gave(response.data) ? earlier : this.api.bodyOf(response);
    const cached = CachedResponse.of(
      response,
      this.minTtl?.of(url, userToken !== undefined),
      source,
    );
    if (!cached) this.entries.delete(key);
    else if (source) this.set(key, { cached, hit: undefined });
    else this.open(key, cached); // the object itself is kept, and frozen before the caller can change it
  }

  /** From now on it is kept as the object that callers get, which takes more memory than its bytes. */
  private open(key: string, cached: CachedResponse): OpenEntry {
    const entry = { cached, hit: Promise.resolve(cached.response) };
    this.set(key, entry);
    return entry;
  }

  private onServedStale(key: string, request: GetRequest, { cached, hit }: Entry): void {
    publishCacheEvent(this.config.name, request, 'memory', 'stale');
    if (!hit && this.entries.peek(key)?.cached === cached) this.open(key, cached);
  }

  private note(event: 'hit' | 'miss' | 'revalidate', request: GetRequest): void {
    if (event === 'hit') {
      this.hits += 1;
      request.trace?.served('cached');
    } else this.misses += 1;
    publishCacheEvent(this.config.name, request, 'memory', event);
  }

  private set(key: string, entry: Entry): void {
    const size = ENTRY_BYTES + key.length + entry.cached.body.bytes;
    this.entries.set(key, entry, { size });
  }
}

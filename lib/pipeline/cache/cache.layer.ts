import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ApiResponse } from '../../api/api.client.js';
import { SpotifyNotFoundError } from '../../errors/api.errors.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { deepFreeze } from '../../resilience/deep-freeze.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from '../http.layer.js';
import { CachedResponse } from './cached-response.js';
import { estimateSize } from './estimate-size.js';
import { revalidate } from './revalidate.js';

interface Entry {
  readonly cached: CachedResponse;
  /** What a hit returns: the same promise of the same frozen response each time. */
  readonly hit: Promise<ApiResponse>;
  readonly bytes: number;
}

/**
 * Serves responses from memory as HTTP allows: while a response is fresh, after Spotify has confirmed it, and stale for
 * a bounded time while Spotify fails. Cached responses are frozen, because many callers get them.
 */
@Injectable()
export class CacheLayer implements HttpLayer {
  readonly disabled: boolean;
  private readonly entries: LRUCache<string, Entry>;

  constructor({ cache }: SpotifyConfig) {
    this.disabled = cache === false;
    this.entries = new LRUCache({ maxSize: cache === false ? 1 : cache.maxBytes });
  }

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const entry = this.entries.get(responseKey(request));
    return entry?.cached.isFresh ? entry.hit : this.fetch(request, next, entry);
  }

  private async fetch(
    request: GetRequest,
    next: NextLayer,
    entry: Entry | undefined,
  ): Promise<ApiResponse> {
    try {
      const response = await (entry ? revalidate(entry.cached, request, next) : next(request));
      const servedStale = response === entry?.cached.response;
      return servedStale ? response : this.store(responseKey(request), response, entry);
    } catch (error) {
      if (error instanceof SpotifyNotFoundError) this.entries.delete(responseKey(request));
      throw error;
    }
  }

  private store(key: string, response: ApiResponse, before: Entry | undefined): ApiResponse {
    const { data } = response;
    const current = this.entries.peek(key);
    // A concurrent call has already stored a response.
    if (current && current !== before) return response;
    const cached = CachedResponse.of(response);
    if (!cached) {
      this.entries.delete(key);
      return response;
    }
    const confirmed = before?.cached.response.data === data ? before : undefined;
    const bytes = confirmed?.bytes ?? estimateSize([key, cached.response]);
    deepFreeze(data);
    const hit = Promise.resolve(cached.response);
    this.entries.set(key, { cached, hit, bytes }, { size: bytes });
    return response;
  }
}

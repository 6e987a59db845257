import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { deepFreeze } from '../../core/deep-freeze.js';
import { SpotifyNotFoundError } from '../../errors/spotify-not-found.error.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import type { TransportResponse } from '../../transport/spotify.transport.js';
import type { ApiRequest, HttpLayer, NextLayer } from '../http.layer.js';
import { KeptAnswer } from './kept-answer.js';
import { memoryOf } from './memory-of.js';
import { revalidate } from './revalidate.js';

interface Entry {
  readonly kept: KeptAnswer;
  /** What a hit gives: the same promise of the same frozen answer each time. */
  readonly hit: Promise<TransportResponse>;
  readonly bytes: number;
}

/**
 * Answers from memory as HTTP allows: while an answer is fresh, after Spotify has confirmed it, and for a bounded time
 * while Spotify fails. Answers that are kept are frozen, for they are given to many.
 */
@Injectable()
export class CacheLayer implements HttpLayer {
  readonly idle: boolean;
  private readonly entries: LRUCache<string, Entry>;

  constructor({ cache }: SpotifyConfig) {
    this.idle = cache === false;
    this.entries = new LRUCache({ maxSize: cache === false ? 1 : cache.maxBytes });
  }

  intercept(request: ApiRequest, next: NextLayer): Promise<TransportResponse> {
    const entry = this.entries.get(request.url);
    return entry?.kept.isFresh ? entry.hit : this.ask(request, next, entry);
  }

  private async ask(
    request: ApiRequest,
    next: NextLayer,
    entry: Entry | undefined,
  ): Promise<TransportResponse> {
    try {
      const response = await (entry ? revalidate(entry.kept, request, next) : next(request));
      return response === entry?.kept.response ? response : this.keep(request.url, response, entry);
    } catch (error) {
      if (error instanceof SpotifyNotFoundError) this.entries.delete(request.url);
      throw error;
    }
  }

  private keep(
    url: string,
    response: TransportResponse,
    before: Entry | undefined,
  ): TransportResponse {
    const { data } = response;
    const current = this.entries.peek(url);
    // One of those who asked at the same time has kept an answer already.
    if (current && current !== before) return response;
    const kept = KeptAnswer.of(response);
    if (!kept) {
      this.entries.delete(url);
      return response;
    }
    const confirmed = before?.kept.response.data === data ? before : undefined;
    const bytes = confirmed?.bytes ?? memoryOf([url, kept.response]);
    deepFreeze(data);
    this.entries.set(url, { kept, hit: Promise.resolve(kept.response), bytes }, { size: bytes });
    return response;
  }
}

import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { within } from '../../core/abort.js';
import { Circuit } from '../../core/circuit.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import type { TransportResponse } from '../../transport/spotify.transport.js';
import type { ApiRequest, HttpLayer, NextLayer } from '../http.layer.js';
import { KeptAnswer } from './kept-answer.js';
import { revalidate } from './revalidate.js';
import { SpotifyResponseStore } from './spotify-response.store.js';
import { fromStored, toStored } from './stored-response.js';

/** How long the store is waited for, in ms. */
const PATIENCE = 100;

/** The cache's second level: answers from a store that more than one process reads. */
@Injectable()
export class SharedCacheLayer implements HttpLayer {
  readonly idle: boolean;
  private readonly logger = new Logger(SharedCacheLayer.name);
  /** Leaves a store that fails steadily in peace. */
  private readonly circuit = new Circuit({ threshold: 3, minDelay: 1000, maxDelay: 30_000 });
  private away = false;
  private prefix: Promise<string> | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    @Optional() @Inject(SpotifyResponseStore) private readonly store?: SpotifyResponseStore,
  ) {
    this.idle = !store || config.cache === false;
  }

  async intercept(request: ApiRequest, next: NextLayer): Promise<TransportResponse> {
    const kept = await this.read(request);
    if (kept?.isFresh) return kept.response;
    const response = await (kept ? revalidate(kept, request, next) : next(request));
    if (response !== kept?.response) void this.write(request, response);
    return response;
  }

  private async read({ url, signal }: ApiRequest): Promise<KeptAnswer | undefined> {
    const record = await this.helped(async (store) => store.get(await this.key(url)), signal);
    return fromStored(record);
  }

  private async write({ url }: ApiRequest, response: TransportResponse): Promise<void> {
    const kept = KeptAnswer.of(response);
    if (!kept) return;
    const record = toStored(kept);
    const ttl = kept.timeToLive;
    await this.helped(async (store) => store.set(await this.key(url), record, ttl));
  }

  /** What the store did; nothing when it failed, took too long or is left in peace. */
  private async helped<T>(
    work: (store: SpotifyResponseStore) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    const { store } = this;
    if (!store || this.circuit.refusal) return undefined;
    try {
      const result = await this.circuit.run(
        () => within(PATIENCE, work(store), signal),
        () => (signal?.aborted ? 'unknown' : 'failed'),
      );
      this.away = false;
      return result;
    } catch (error) {
      if (!this.away && !signal?.aborted) {
        this.away = true;
        this.logger.warn(`The response store failed; going on without it. ${String(error)}`);
      }
      return undefined;
    }
  }

  private async key(url: string): Promise<string> {
    this.prefix ??= this.hash();
    try {
      return `${await this.prefix}:${url}`;
    } catch (error) {
      this.prefix = undefined;
      throw error;
    }
  }

  /** Of all that answers depend on besides the URL: who asks whom, and what is sent along each time. */
  private async hash(): Promise<string> {
    const { clientId } = await this.config.credentials();
    const { headers, params } = this.config.axiosDefaults();
    const parts = JSON.stringify([this.config.apiUrl, clientId, headers, params as unknown]);
    return createHash('sha256').update(parts).digest('hex');
  }
}

import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { ApiResponse } from '../../api/api.client.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { SpotifyResponseStore } from '../../options/stores.js';
import { withTimeout } from '../../resilience/abort.js';
import { CircuitBreaker } from '../../resilience/circuit-breaker.js';
import type { GetRequest, HttpLayer, NextLayer } from '../http.layer.js';
import { CachedResponse } from './cached-response.js';
import { revalidate } from './revalidate.js';

const STORE_TIMEOUT_MS = 100;

/** The cache's second level: responses in a store that several processes read. */
@Injectable()
export class SharedCacheLayer implements HttpLayer {
  readonly disabled: boolean;
  private readonly logger = new Logger(SharedCacheLayer.name);
  private readonly circuit = new CircuitBreaker({ threshold: 3, minDelay: 1000, maxDelay: 30_000 });
  private warned = false;
  private keyPrefix: Promise<string> | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    @Optional() @Inject(SpotifyResponseStore) private readonly store?: SpotifyResponseStore,
  ) {
    this.disabled = !store || config.cache === false;
  }

  async intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const cached = await this.read(request);
    if (cached?.isFresh) return cached.response;
    const response = await (cached ? revalidate(cached, request, next) : next(request));
    if (response !== cached?.response) void this.write(request, response);
    return response;
  }

  private async read({ url, signal }: GetRequest): Promise<CachedResponse | undefined> {
    const record = await this.tryStore(async (store) => store.get(await this.key(url)), signal);
    return CachedResponse.fromStored(record);
  }

  private async write({ url }: GetRequest, response: ApiResponse): Promise<void> {
    const cached = CachedResponse.of(response);
    if (!cached) return;
    const record = cached.toStored();
    const ttl = cached.timeToLive;
    await this.tryStore(async (store) => store.set(await this.key(url), record, ttl));
  }

  /** Runs a store operation; on failure, timeout or an open circuit returns `undefined`, and warns once. */
  private async tryStore<T>(
    work: (store: SpotifyResponseStore) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    const { store } = this;
    if (!store || this.circuit.openState) return undefined;
    try {
      const result = await this.circuit.run(
        () => withTimeout(STORE_TIMEOUT_MS, work(store), signal),
        () => (signal?.aborted ? 'ignored' : 'failure'),
      );
      this.warned = false;
      return result;
    } catch (error) {
      if (!this.warned && !signal?.aborted) {
        this.warned = true;
        this.logger.warn(`The response store failed; going on without it. ${String(error)}`);
      }
      return undefined;
    }
  }

  private async key(url: string): Promise<string> {
    this.keyPrefix ??= this.hashClient();
    try {
      return `${await this.keyPrefix}:${url}`;
    } catch (error) {
      this.keyPrefix = undefined;
      throw error;
    }
  }

  /** A hash of what responses depend on besides the URL: server, client, and what each request carries. */
  private async hashClient(): Promise<string> {
    const { clientId } = await this.config.credentials();
    const { headers, params } = this.config.axiosDefaults();
    const parts = JSON.stringify([this.config.apiUrl, clientId, headers, params as unknown]);
    return createHash('sha256').update(parts).digest('hex');
  }
}

import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { ApiResponse } from '../../api/api.client.js';
import type { SpotifyCacheMessage } from '../../diagnostics/messages.js';
import { printThrown } from '../../errors/redact.js';
import { MAX_TIMER_MS } from '../../options/checks.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { RESPONSE_STORE, STORE_TIMEOUT_MS, SpotifyStore } from '../../options/spotify-store.js';
import { BestEffort } from '../../resilience/best-effort.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from '../layer.js';
import { CachedResponse } from './cached-response.js';
import { publishCacheEvent } from './publish-cache-event.js';
import { revalidate } from './revalidate.js';

/** The version of the records; those of another are a miss. */
const VERSION = 1;

/** The cache's second level: responses to the app's own token in a store that several processes read, as JSON. */
@Injectable()
export class SharedCacheLayer implements HttpLayer {
  readonly disabled: boolean;
  private readonly logger = new Logger(SharedCacheLayer.name);
  private readonly bestEffort: BestEffort;
  private keyPrefix: Promise<string> | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    @Optional() @Inject(RESPONSE_STORE) private readonly store?: SpotifyStore,
  ) {
    this.disabled = !store || config.cache === false;
    this.bestEffort = new BestEffort(
      store?.timeout ?? STORE_TIMEOUT_MS,
      (error) =>
        this.logger.warn(`The response store failed; going on without it. ${printThrown(error)}`),
      store?.connection,
    );
  }

  async intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { cache, userToken } = request;
    if (cache === 'no-store' || userToken) return next(request);
    const cached = cache === 'reload' ? undefined : await this.read(request);
    const note = (event: SpotifyCacheMessage['event']) =>
      publishCacheEvent(this.config.name, request, 'shared', event);
    if (cached && (cached.isFresh || cache === 'force-cache')) {
      note('hit');
      request.trace?.served('cached');
      return cached.open();
    }
    if (cache !== 'reload') note(cached ? 'revalidate' : 'miss');
    const response = await (cached ? revalidate(cached, request, next) : next(request));
    if (!cached?.gave(response)) this.write(request, response);
    else note('stale');
    return response;
  }

  private async read(request: GetRequest): Promise<CachedResponse | undefined> {
    const value = await this.bestEffort.run(
      async () => this.store?.get(await this.key(request)),
      request.signal,
    );
    return readRecord(value, this.minTtl(request));
  }

  /** Nobody waits for the store; but the JSON is written now, before the caller can change the object. */
  private write(request: GetRequest, response: ApiResponse): void {
    this.bestEffort.start(async () => {
      const cached = CachedResponse.of(response, this.minTtl(request));
      if (!cached) return;
      const value = JSON.stringify({ version: VERSION, ...cached.toStored() });
      const ttl = Math.min(cached.timeToLive, MAX_TIMER_MS); // a store may keep time with a timer
      await this.store?.set(await this.key(request), value, ttl);
    });
  }

  private minTtl({ url }: GetRequest): number | undefined {
    const { cache } = this.config;
    return cache === false ? undefined : cache.minTtl.of(url);
  }

  private async key(request: GetRequest): Promise<string> {
    this.keyPrefix ??= this.hashClient();
    try {
      return `response:${await this.keyPrefix}:${responseKey(request)}`;
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

/** `undefined` for whatever else the store may hold than a record of this version. */
function readRecord(value: unknown, minTtl: number | undefined): CachedResponse | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const record = JSON.parse(value) as { version?: unknown } | null;
    return record?.version === VERSION ? CachedResponse.fromStored(record, minTtl) : undefined;
  } catch {
    return undefined;
  }
}

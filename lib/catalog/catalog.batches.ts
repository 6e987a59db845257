import { Injectable } from '@nestjs/common';
import { invalidInput, SpotifyBadRequestError } from '../errors/api.errors.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { refusesBatch, refusesId } from '../pipeline/batch.layer.js';
import { matchObjects } from '../pipeline/match-objects.js';
import {
  type CallOptions,
  callOptionsOf,
  endOf,
  type GetOptions,
} from '../pipeline/spotify-http.service.js';
import type { QueryParams } from '../pipeline/url.js';
import { mapConcurrently } from '../resilience/map-concurrently.js';
import { CatalogClient, nullIfNotFound, parseId } from './catalog.client.js';
import type { BatchedEndpoint } from './endpoint.js';
import { QuotaSurface } from './quota-surface.js';
import { readList } from './responses.js';

/** How many ids of a batch that this app lacks are requested one by one at once; many batches may be under way. */
const REFUSED_BATCH_CONCURRENCY = 8;

/** One `getMany` on its way. */
interface ManyCall {
  readonly endpoint: BatchedEndpoint;
  readonly params: QueryParams;
  readonly options: GetOptions;
}

/**
 * Fetches any number of objects, in batches where this app has them. The batch layer joins single GETs to batches, so that
 * each object is cached by itself; only objects that a batch has in a form of their own are requested as a list.
 */
@Injectable()
export class CatalogBatches {
  constructor(
    private readonly client: CatalogClient,
    private readonly config: SpotifyConfig,
    private readonly surface: QuotaSurface,
  ) {}

  /** One entry per id, in order; `null` for an id that Spotify does not know or refuses. */
  async getMany<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    options: CallOptions = {},
  ): Promise<(T | null)[]> {
    if (!Array.isArray(ids)) {
      throw invalidInput(`${String(ids)} is not a list of ids; getMany takes an array`);
    }
    const params = this.client.readParams(endpoint, options);
    const parsedIds = ids.map((id: string, index) => parseListedId(endpoint, id, index));
    const uniqueIds = [...new Set(parsedIds)];
    const call = {
      endpoint,
      params,
      options: { ...callOptionsOf(options), until: endOf(options.deadline) },
    };
    const objects = await this.fetchMany<T>(call, uniqueIds);
    const byId = new Map(uniqueIds.map((id, index) => [id, objects[index] ?? null]));
    return parsedIds.map((id) => byId.get(id) ?? null);
  }

  private async fetchMany<T>(call: ManyCall, ids: readonly string[]): Promise<(T | null)[]> {
    const { concurrency } = this.config;
    const batch = this.surface.batchOf(call.endpoint);
    if (!batch) return mapConcurrently(ids, concurrency, (id) => this.fetchOne<T>(call, id));
    const chunks = Array.from({ length: Math.ceil(ids.length / batch.limit) }, (_, index) =>
      ids.slice(index * batch.limit, (index + 1) * batch.limit),
    );
    const objects = await mapConcurrently(chunks, concurrency, (chunk) => {
      if (!this.surface.batchOf(call.endpoint)) return this.fetchOneByOne<T>(call, chunk);
      if (batch.simplified) return this.fetchList<T>(call, chunk);
      return Promise.all(chunk.map((id) => this.fetchOne<T>(call, id)));
    });
    return objects.flat();
  }

  private fetchOne<T>({ endpoint, params, options }: ManyCall, id: string): Promise<T | null> {
    const batch = this.surface.batchOf(endpoint);
    const member = batch?.simplified ? undefined : batch;
    return this.client.fetchOne<T>(endpoint, id, params, options, member).catch(nullIfRefused);
  }

  private fetchOneByOne<T>(call: ManyCall, ids: readonly string[]): Promise<(T | null)[]> {
    return mapConcurrently(ids, REFUSED_BATCH_CONCURRENCY, (id) => this.fetchOne<T>(call, id));
  }

  /** Objects that only a batch has in this form: they cannot be cached, joined or replaced one by one. */
  private async fetchList<T>(call: ManyCall, ids: readonly string[]): Promise<(T | null)[]> {
    const { endpoint, params, options } = call;
    const { batch } = endpoint;
    try {
      const query = { ids, ...params };
      const { data, describe } = await this.client.fetch(endpoint, batch.path, query, options);
      const objects = matchObjects(ids, readList(data, batch.property, describe, ids.length));
      const unmatched = ids.filter((_, index) => objects[index] === undefined);
      const alone = await this.fetchOneByOne<T>(call, unmatched);
      return objects.map((object) =>
        object === undefined ? alone.shift()! : (object as T | null),
      );
    } catch (error) {
      if (!refusesBatch(error)) throw error;
      this.surface.learnFromBatch(batch, error);
      return this.fetchOneByOne<T>(call, ids);
    }
  }
}

/** Names a bad id's place in the list. */
function parseListedId(endpoint: BatchedEndpoint, id: string, index: number): string {
  try {
    return parseId(endpoint, id);
  } catch (error) {
    if (!(error instanceof SpotifyBadRequestError)) throw error;
    throw invalidInput(`ids[${index}]: ${error.problem}`);
  }
}

/** Spotify refuses an id of the right form that never was one with a 400. */
function nullIfRefused(error: unknown): null {
  return refusesId(error) ? null : nullIfNotFound(error);
}

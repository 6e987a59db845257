import { Injectable } from '@nestjs/common';
import { AttemptCounter } from '../api/attempt-counter.js';
import { invalidInput, SpotifyNotFoundError } from '../errors/api.errors.js';
import { SpotifyUnavailableError } from '../errors/base.errors.js';
import { parseSpotifyId } from '../ids/spotify-id.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import {
  type CallOptions,
  endOf,
  type GetOptions,
  SpotifyHttpService,
} from '../pipeline/spotify-http.service.js';
import { type QueryParams, toQuery } from '../pipeline/url.js';
import { mapConcurrently } from '../resilience/map-concurrently.js';
import type { PageOptions } from './call.options.js';
import type { BatchedEndpoint, Endpoint, ItemEndpoint, ListEndpoint } from './endpoint.js';
import { withHint } from './hints.js';
import { readPageParams, readParams } from './parameters.js';
import { type Describe, offsetIn, readList, readPage } from './responses.js';
import { SpotifyPager } from './spotify-pager.js';

/** How many requests of one `getMany` are in flight at once. */
const GET_MANY_CONCURRENCY = 16;

/** How a list is read, besides the caller's options. */
export interface ListRules<T> {
  /** Applied to each item of a page. */
  readonly normalize?: (item: T) => T;
  /** Parameters besides the caller's options. */
  readonly extraParams?: object;
}

/** A response and what was requested. */
interface Fetched<T> {
  readonly data: T;
  readonly describe: Describe;
}

/**
 * Calls an endpoint as its table describes it: ids parsed, parameters checked and filled in from the module's options,
 * the app's quota mode heeded. The services of the catalogue are tables and types over this.
 */
@Injectable()
export class CatalogClient {
  constructor(
    private readonly http: SpotifyHttpService,
    private readonly config: SpotifyConfig,
  ) {}

  /** One object; `id` is left out where the path has none. */
  get<T>(
    endpoint: ItemEndpoint,
    id: string | undefined,
    options: CallOptions = {},
    extraParams?: object,
  ): Promise<T> {
    // Not async: a frame would cost each call half a KB.
    try {
      const params = this.params(endpoint, options, extraParams);
      const parsedId = parseId(endpoint, id);
      const { path, property } = endpoint;
      if (property === undefined) {
        const batch = options.deadline === undefined ? this.joinableBatch(endpoint) : undefined;
        return this.fetchOne<T>(endpoint, parsedId, params, options, batch);
      }
      const pending = this.fetch<unknown>(endpoint, pathTo(path, parsedId), params, options);
      return pending.then(({ data, describe }) => readList(data, property, describe) as T);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Any number of objects: one entry per id, in order, `null` where Spotify has none. */
  async getMany<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    options: CallOptions = {},
  ): Promise<(T | null)[]> {
    if (!Array.isArray(ids)) {
      throw invalidInput(`${String(ids)} is not a list of ids; getMany takes an array`);
    }
    const params = this.params(endpoint, options);
    const parsedIds = ids.map((id: string) => parseId(endpoint, id));
    const uniqueIds = [...new Set(parsedIds)];
    const { signal, deadline } = options;
    const call = { signal, deadline, until: endOf(deadline) };
    const objects = await this.fetchMany<T>(endpoint, uniqueIds, params, call);
    const byId = new Map(uniqueIds.map((id, index) => [id, objects[index] ?? null]));
    return parsedIds.map((id) => byId.get(id) ?? null);
  }

  /** A paged list. */
  list<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: CallOptions & PageOptions = {},
    { normalize, extraParams }: ListRules<T> = {},
  ): SpotifyPager<T> {
    return new SpotifyPager<T>({
      start: options.offset ?? 0,
      ceiling: endpoint.ceiling ?? Infinity,
      fetch: async (offset) => {
        const params = { ...extraParams, offset };
        const { data, describe } = await this.fetchPage<unknown>(endpoint, id, options, params);
        const page = readPage(data, endpoint.property, describe, normalize);
        return { page, nextOffset: () => offsetIn(page.next, this.config.apiUrl, describe) };
      },
    });
  }

  /** One page of a list, or of several lists at once, as Spotify gives it. */
  async page<T>(
    endpoint: ListEndpoint,
    options: CallOptions & PageOptions,
    extraParams?: object,
  ): Promise<T> {
    return (await this.fetchPage<T>(endpoint, undefined, options, extraParams)).data;
  }

  private async fetchPage<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: CallOptions & PageOptions,
    extraParams?: object,
  ): Promise<Fetched<T>> {
    const params = this.params(endpoint, options, extraParams);
    const path = pathTo(endpoint.path, parseId(endpoint, id));
    const { quotaMode } = this.config;
    const pageParams = readPageParams(endpoint, quotaMode, { ...options, ...extraParams });
    return this.fetch<T>(endpoint, path, { ...params, ...pageParams }, options);
  }

  private params(endpoint: Endpoint, options: CallOptions, extraParams?: object): QueryParams {
    const { quotaMode } = this.config;
    const { path, developmentAlternative: substitute } = endpoint;
    if (quotaMode === 'development' && substitute) {
      throw new SpotifyUnavailableError({ endpoint: `GET ${path}`, quotaMode, substitute });
    }
    return readParams(
      endpoint,
      extraParams ? { ...options, ...extraParams } : options,
      this.config,
    );
  }

  /** THE place that decides whether an endpoint has batches for this app. */
  private batchOf({ batch }: ItemEndpoint): ItemEndpoint['batch'] {
    return this.config.quotaMode === 'extended' ? batch : undefined;
  }

  /** The batch that single `get`s of one turn of the event loop may share. */
  private joinableBatch(endpoint: ItemEndpoint): ItemEndpoint['batch'] {
    const batch = this.config.batching ? this.batchOf(endpoint) : undefined;
    return batch?.simplified ? undefined : batch;
  }

  private async fetchMany<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    params: QueryParams,
    options: GetOptions,
  ): Promise<(T | null)[]> {
    const batch = this.batchOf(endpoint);
    const fetchOne = (id: string) =>
      this.fetchOne<T>(endpoint, id, params, options, batch).catch(nullIfNotFound);
    if (!batch) return mapConcurrently(ids, GET_MANY_CONCURRENCY, fetchOne);
    const chunks = Array.from({ length: Math.ceil(ids.length / batch.limit) }, (_, index) =>
      ids.slice(index * batch.limit, (index + 1) * batch.limit),
    );
    const objects = await mapConcurrently(
      chunks,
      GET_MANY_CONCURRENCY,
      (chunk) =>
        batch.simplified
          ? this.fetchSimplified<T>(endpoint, chunk, params, options)
          : Promise.all(chunk.map(fetchOne)), // the batch layer joins them again, each cached by itself
    );
    return objects.flat();
  }

  private fetchOne<T>(
    endpoint: ItemEndpoint,
    id: string,
    params: QueryParams,
    options: GetOptions,
    batch: ItemEndpoint['batch'],
  ): Promise<T> {
    const { signal, deadline, until } = options;
    const call: GetOptions = { signal, deadline, until, batch: batch && { endpoint: batch, id } };
    const path = pathTo(endpoint.path, id);
    return withHint(this.http.get<T>(path, params, call), endpoint, path, params);
  }

  /** Objects that only a batch has, and so cannot be requested, cached or joined one by one. */
  private async fetchSimplified<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    params: QueryParams,
    options: GetOptions,
  ): Promise<(T | null)[]> {
    const { path, property } = endpoint.batch;
    const { data, describe } = await this.fetch(endpoint, path, { ids, ...params }, options);
    return readList(data, property, describe, ids.length) as (T | null)[];
  }

  private async fetch<T>(
    endpoint: Endpoint,
    path: string,
    params: QueryParams,
    options: GetOptions,
  ): Promise<Fetched<T>> {
    const attempts = new AttemptCounter();
    const { signal, deadline, until } = options;
    const call: GetOptions = { signal, deadline, until, attempts };
    const data = await withHint(this.http.get<T>(path, params, call), endpoint, path, params);
    const url = this.config.apiUrl + path + toQuery(params);
    return { data, describe: () => ({ method: 'GET', url, attempts: attempts.count }) };
  }
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof SpotifyNotFoundError) return null;
  throw error;
}

function pathTo(path: string, id: string): string {
  return path.replace('{id}', () => encodeURIComponent(id));
}

function parseId({ id: type }: Endpoint, id: string | undefined): string {
  return type === undefined ? '' : parseSpotifyId(id ?? '', type);
}

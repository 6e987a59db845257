import { Injectable } from '@nestjs/common';
import { AttemptCounter } from '../api/attempt-counter.js';
import { SpotifyForbiddenError, SpotifyNotFoundError } from '../errors/api.errors.js';
import { isNamed, parseSpotifyId } from '../ids/spotify-id.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import {
  type CallOptions,
  callOptionsOf,
  endOf,
  type GetOptions,
  SpotifyHttpService,
} from '../pipeline/spotify-http.service.js';
import { type QueryParams, toQuery } from '../pipeline/url.js';
import type { Page } from '../models/common.js';
import type { PageOptions } from './call.options.js';
import { describePage, isWanted } from './embedded-page.js';
import type { Endpoint, ItemEndpoint, ListEndpoint } from './endpoint.js';
import { withHint } from './hints.js';
import { readPageParams, readParams, toNumber } from './parameters.js';
import { QuotaSurface } from './quota-surface.js';
import { type Describe, offsetIn, readList, readPage } from './responses.js';
import { SpotifyPager } from './spotify-pager.js';

/** How a list is read, besides the caller's options. */
export interface ListRules<T> {
  /** Applied to each item of a page. */
  readonly normalize?: (item: T) => T;
  /** Parameters besides the caller's options; called, and may throw, when a page is requested. */
  readonly extraParams?: () => object;
  /** The first page, as an object that Spotify sent before contains it. */
  readonly embedded?: Page<T>;
}

/** A response and what was requested. */
export interface Fetched<T> {
  readonly data: T;
  readonly describe: Describe;
}

/**
 * Calls an endpoint as its table describes it: ids parsed, parameters checked and filled in from the module's options,
 * the app's quota mode heeded. The services of the catalogue are tables and types over this and `CatalogBatches`.
 */
@Injectable()
export class CatalogClient {
  constructor(
    private readonly http: SpotifyHttpService,
    private readonly config: SpotifyConfig,
    private readonly surface: QuotaSurface,
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
      const params = this.readParams(endpoint, options, extraParams);
      const parsedId = parseId(endpoint, id);
      const { path, property } = endpoint;
      if (property === undefined) {
        return this.fetchOne<T>(
          endpoint,
          parsedId,
          params,
          options,
          this.joinableBatch(endpoint, options),
        );
      }
      const pending = this.fetch<unknown>(endpoint, pathTo(path, parsedId), params, options);
      return pending.then(({ data, describe }) => readList(data, property, describe) as T);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** One object, or `null` where Spotify has none. */
  find<T>(endpoint: ItemEndpoint, id: string, options?: CallOptions): Promise<T | null> {
    return this.get<T>(endpoint, id, options).catch(nullIfNotFound);
  }

  /** A paged list. */
  list<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: GetOptions & PageOptions = {},
    { normalize, extraParams, embedded }: ListRules<T> = {},
  ): SpotifyPager<T> {
    const toFetched = (page: Page<T>, describe: Describe) => ({
      page,
      nextOffset: () => offsetIn(page.next, this.config.apiUrl, describe),
    });
    const first = embedded && isWanted(embedded, options) ? embedded : undefined;
    return new SpotifyPager<T>({
      start: toNumber(options.offset ?? 0) as number,
      ceiling: endpoint.ceiling ?? Infinity,
      embedded:
        first &&
        toFetched(readPage(first, undefined, describePage(first), normalize), describePage(first)),
      fetch: async (offset, limit = options.limit) => {
        const params = { ...extraParams?.(), offset, limit };
        const { data, describe } = await this.fetchPage<unknown>(endpoint, id, options, params);
        return toFetched(readPage(data, endpoint.property, describe, normalize), describe);
      },
    });
  }

  /** One page of a list, or of several lists at once, as Spotify gives it. */
  async page<T>(
    endpoint: ListEndpoint,
    options: GetOptions & PageOptions,
    extraParams?: object,
  ): Promise<T> {
    return (await this.fetchPage<T>(endpoint, undefined, options, extraParams)).data;
  }

  /** The endpoint's query parameters. Throws `SpotifyUnavailableError` where this app lacks the endpoint. */
  readParams(endpoint: Endpoint, options: CallOptions, extraParams?: object): QueryParams {
    this.surface.checkAvailable(endpoint);
    return readParams(
      endpoint,
      extraParams ? { ...options, ...extraParams } : options,
      this.config,
    );
  }

  /** One object by its parsed id, alone or as a member of `batch`. */
  fetchOne<T>(
    endpoint: ItemEndpoint,
    id: string,
    params: QueryParams,
    options: GetOptions,
    batch: ItemEndpoint['batch'],
  ): Promise<T> {
    const { learnFromBatch: onRefused } = this.surface;
    const call = batch ? callOptionsOf(options, { endpoint: batch, id, onRefused }) : options;
    const path = pathTo(endpoint.path, id);
    return this.explain(endpoint, path, params, call, this.http.get<T>(path, params, call));
  }

  /** What a path responds with, and what was requested. */
  async fetch<T>(
    endpoint: Endpoint,
    path: string,
    params: QueryParams,
    options: GetOptions,
  ): Promise<Fetched<T>> {
    const { attempts = new AttemptCounter() } = options;
    const call: GetOptions = { ...callOptionsOf(options), attempts };
    const response = this.http.get<T>(path, params, call);
    const data = await this.explain(endpoint, path, params, call, response);
    const url = this.config.apiUrl + path + toQuery(params);
    return { data, describe: () => ({ method: 'GET', url, attempts: attempts.count }) };
  }

  /** Makes of a refusal the error that tells what is behind it. What a user is refused, others may have. */
  private explain<T>(
    endpoint: Endpoint,
    path: string,
    params: QueryParams,
    { accessToken }: GetOptions,
    response: Promise<T>,
  ): Promise<T> {
    const isUsers = accessToken !== undefined;
    const learned = isUsers ? response : this.surface.learnFromGet(endpoint, response);
    return withHint(learned, endpoint, path, params, isUsers);
  }

  /** The batch that single `get`s of one turn of the event loop may share. */
  private joinableBatch(endpoint: ItemEndpoint, { deadline }: CallOptions): ItemEndpoint['batch'] {
    if (!this.config.batching || deadline !== undefined) return undefined;
    const batch = this.surface.batchOf(endpoint);
    return batch?.simplified ? undefined : batch;
  }

  /** A page, of the size and by the path that this app has. One that Spotify refused for either is requested anew. */
  private async fetchPage<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: GetOptions & PageOptions,
    extraParams?: object,
  ): Promise<Fetched<T>> {
    const params = this.readParams(endpoint, options, extraParams);
    const parsedId = parseId(endpoint, id);
    const { until = endOf(options.deadline) } = options;
    const call = { ...callOptionsOf(options), until, attempts: new AttemptCounter() };
    const fetch = (): Promise<Fetched<T>> => {
      const pageParams = readPageParams(endpoint, this.surface, { ...options, ...extraParams });
      return this.fetchByPath<T>(endpoint, parsedId, { ...params, ...pageParams }, call).catch(
        (error: unknown) => {
          if (this.surface.learnFromPage(endpoint, pageParams.limit, error)) return fetch();
          throw error;
        },
      );
    };
    return fetch();
  }

  /** Tries the paths that this app may have. The first one's error is thrown where none of them works. */
  private async fetchByPath<T>(
    endpoint: ListEndpoint,
    id: string,
    params: QueryParams,
    options: GetOptions,
  ): Promise<Fetched<T>> {
    const [path = endpoint.path, otherPath] = this.surface.pathsOf(endpoint);
    const fetch = async (template: string) => {
      const fetched = await this.fetch<T>(endpoint, pathTo(template, id), params, options);
      if (otherPath) this.surface.learnPath(endpoint, template);
      return fetched;
    };
    return fetch(path).catch((error: unknown) => {
      const mayBeMissing =
        error instanceof SpotifyForbiddenError || error instanceof SpotifyNotFoundError;
      if (!otherPath || !mayBeMissing) throw error;
      return fetch(otherPath).catch(() => {
        throw error;
      });
    });
  }
}

export function nullIfNotFound(error: unknown): null {
  if (error instanceof SpotifyNotFoundError) return null;
  throw error;
}

/** The parsed id as it stands in the endpoint's path; empty where the path has none. */
export function parseId({ id: type }: Endpoint, id: string | undefined): string {
  if (type === undefined) return '';
  const parsed = parseSpotifyId(id as string, type);
  return isNamed(type) ? encodeURIComponent(parsed) : parsed;
}

function pathTo(path: string, id: string): string {
  return path.replace('{id}', id);
}

import { Injectable } from '@nestjs/common';
import { mapConcurrently } from '../core/concurrently.js';
import { SpotifyBadRequestError } from '../errors/spotify-bad-request.error.js';
import { SpotifyNotFoundError } from '../errors/spotify-not-found.error.js';
import { SpotifyUnavailableError } from '../errors/spotify-unavailable.error.js';
import type { BatchForm } from '../http/batch/batch-form.js';
import type { QueryParams } from '../http/query.js';
import {
  type CallOptions,
  endOf,
  type GetOptions,
  SpotifyHttpService,
} from '../http/spotify-http.service.js';
import { parseSpotifyId } from '../ids/spotify-id.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import type { PageOptions } from './call.options.js';
import { advised } from './advice.js';
import { readList, readPage } from './answers.js';
import type { BatchedEndpoint, Endpoint, ItemEndpoint, ListEndpoint } from './endpoint.js';
import { offsetIn } from './paging/next-link.js';
import { SpotifyPager } from './paging/spotify-pager.js';
import { readParams, readWindow } from './parameters.js';

/** How many requests of one `getMany` are under way at once. */
const SIDE_BY_SIDE = 16;

/**
 * Asks an endpoint as its table describes it: ids read, parameters checked and filled in from the module's options, the
 * app's quota mode kept to. The services of the catalogue are tables and types over this.
 */
@Injectable()
export class CatalogClient {
  constructor(
    private readonly http: SpotifyHttpService,
    private readonly config: SpotifyConfig,
  ) {}

  /** One object; `id` is left out where the path has none. `given` are parameters besides the caller's options. */
  get<T>(
    endpoint: ItemEndpoint,
    id: string | undefined,
    options: CallOptions = {},
    given?: object,
  ): Promise<T> {
    // Not async: a frame would cost each call half a KB.
    try {
      const params = this.params(endpoint, options, given);
      const known = readId(endpoint, id);
      const form = this.formFor(endpoint, options);
      const answer = this.single<T>(endpoint, known, params, options, form);
      const { path, property } = endpoint;
      if (property === undefined) return answer;
      return answer.then((object) => readList(object, property, path) as T);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Any number of objects: one entry an id, in order, `null` where Spotify has none. */
  async getMany<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    options: CallOptions = {},
  ): Promise<(T | null)[]> {
    if (!Array.isArray(ids)) {
      throw SpotifyBadRequestError.refuse(
        `${String(ids)} is no list of ids; getMany takes an array`,
      );
    }
    const params = this.params(endpoint, options);
    const known = ids.map((id: string) => readId(endpoint, id));
    const unique = [...new Set(known)];
    const { signal, deadline } = options;
    const call = { signal, deadline, until: endOf(deadline) };
    const objects = await this.several<T>(endpoint, unique, params, call);
    const byId = new Map(unique.map((id, index) => [id, objects[index] ?? null]));
    return known.map((id) => byId.get(id) ?? null);
  }

  /** A paged list. `read` turns an entry as it came into the entry to give. */
  list<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: CallOptions & PageOptions = {},
    { read, given }: { read?: (entry: T) => T; given?: object } = {},
  ): SpotifyPager<T> {
    const { path, property } = endpoint;
    return new SpotifyPager<T>({
      start: options.offset ?? 0,
      ceiling: endpoint.ceiling ?? Infinity,
      fetch: async (offset) => {
        const answer = await this.window<unknown>(endpoint, id, options, { ...given, offset });
        return readPage(answer, property, path, read);
      },
      nextOffset: (page) => offsetIn(page.next, this.config.apiUrl),
    });
  }

  /** One stretch of a list, as Spotify answers it. */
  async window<T>(
    endpoint: ListEndpoint,
    id: string | undefined,
    options: CallOptions & PageOptions,
    given?: object,
  ): Promise<T> {
    const params = this.params(endpoint, options, given);
    const path = pathTo(endpoint, readId(endpoint, id));
    const window = readWindow(endpoint, this.config.quotaMode, { ...options, ...given });
    return advised(this.http.get<T>(path, { ...params, ...window }, options), endpoint, params);
  }

  private params(endpoint: Endpoint, options: CallOptions, given?: object): QueryParams {
    const { quotaMode } = this.config;
    if (quotaMode === 'development' && endpoint.insteadInDevelopment) {
      const { path, insteadInDevelopment } = endpoint;
      throw new SpotifyUnavailableError(`GET ${path}`, quotaMode, insteadInDevelopment);
    }
    return readParams(endpoint, given ? { ...options, ...given } : options, this.config);
  }

  /** The form in which this `get` may share a request with others of its turn. */
  private formFor({ batch }: ItemEndpoint, { deadline }: CallOptions): BatchForm | undefined {
    const { batching, quotaMode } = this.config;
    const joins = batching && quotaMode === 'extended' && deadline === undefined;
    return joins && !batch?.simplified ? batch : undefined;
  }

  /** In batches, where the app's quota mode has them; the ids of stretches that begin together share them. */
  private async several<T>(
    endpoint: BatchedEndpoint,
    ids: readonly string[],
    params: QueryParams,
    options: GetOptions,
  ): Promise<(T | null)[]> {
    const form = this.config.quotaMode === 'extended' ? endpoint.batch : undefined;
    const length = form?.limit ?? 1;
    const stretches = Array.from({ length: Math.ceil(ids.length / length) }, (_, index) =>
      ids.slice(index * length, (index + 1) * length),
    );
    const objects = await mapConcurrently(stretches, SIDE_BY_SIDE, (stretch) =>
      form?.simplified
        ? this.simplified<T>(endpoint, stretch, params, options)
        : Promise.all(
            stretch.map((id) =>
              this.single<T>(endpoint, id, params, options, form).catch(nullIfMissing),
            ),
          ),
    );
    return objects.flat();
  }

  private single<T>(
    endpoint: ItemEndpoint,
    id: string,
    params: QueryParams,
    { signal, deadline, until }: GetOptions,
    form: BatchForm | undefined,
  ): Promise<T> {
    const batch = form && { form, id };
    const path = pathTo(endpoint, id);
    const answer = this.http.get<T>(path, params, { signal, deadline, until, batch });
    return advised(answer, endpoint, params);
  }

  /** Objects that only a batch has, and so cannot be asked, kept or answered one by one. */
  private async simplified<T>(
    { batch }: BatchedEndpoint,
    ids: readonly string[],
    params: QueryParams,
    options: GetOptions,
  ): Promise<(T | null)[]> {
    const query = { ids, ...params };
    const answer = await this.http.get<unknown>(batch.path, query, options);
    return readList(answer, batch.property, batch.path, ids.length) as (T | null)[];
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof SpotifyNotFoundError) return null;
  throw error;
}

function pathTo({ path }: Endpoint, id: string): string {
  return path.replace('{id}', () => encodeURIComponent(id));
}

function readId({ id: type }: Endpoint, id: string | undefined): string {
  return type === undefined ? '' : parseSpotifyId(id ?? '', type);
}

import { chaptersOfAudiobook, episodesOfShow, existingNumber } from '../dataset/counts.js';
import { isBase62Id, type ItemType } from '../dataset/ids.js';
import { MARKETS } from '../dataset/markets.js';
import type { Slice } from '../dataset/page.js';
import type { View } from '../dataset/view.js';

import { fullForm } from './full-form.js';

/** An error response of the API. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The GET endpoint of a path. */
export interface FakeEndpoint {
  /** Under /v1, with `{id}` where an id goes. */
  readonly path: string;
  /** Removed for apps in development mode, which get 403; 404 where this says so. */
  readonly removedInDevelopment?: true | 404;
  /** The body of the 200 response; throws an {@link ApiError} for any other. */
  respond(request: ApiRequest): unknown;
}

/** The allowed page sizes; `fallback` is the size without a `limit` parameter, `min` is 1 by default. */
export interface PageLimits {
  readonly max: number;
  readonly fallback: number;
  readonly min?: number;
}

/** One request to an endpoint: reads its parameters, and rejects invalid ones as Spotify does. */
export class ApiRequest {
  readonly view: View;

  constructor(
    view: View,
    /** The value of `{id}` in the path; empty where the endpoint has none. */
    readonly param: string,
    readonly query: URLSearchParams,
  ) {
    const market = query.get('market');
    if (market === 'from_token') throw new ApiError(403, 'Insufficient client scope');
    if (market !== null && !MARKETS.includes(market))
      throw new ApiError(400, 'Invalid market code');
    this.view = market === null ? view : view.inMarket(market);
  }

  /** The item in the path, in its full form. */
  item<T>(type: ItemType, show: (view: View, n: number) => T): object | T {
    const added = this.view.added.get(type, this.param);
    return added ? fullForm(this.view, added) : show(this.view, this.number(type));
  }

  /** The id of the item in the path, of which a list is requested. */
  owner(type: ItemType): string {
    if (!this.view.added.get(type, this.param)) this.number(type);
    return this.param;
  }

  /** The number of the item in the path. */
  number(type: ItemType): number {
    const n = numberOf(type, this.param);
    if (n === null) throw new ApiError(404, 'Resource not found');
    if (!this.offers(type, n)) {
      throw new ApiError(404, `Non existing id: 'spotify:${type}:${this.param}'`);
    }
    return n;
  }

  /** Whether a request for the item, or a search, gets it at all. */
  offers(type: ItemType, n: number): boolean {
    if (type === 'show' || type === 'audiobook') return this.view.offers(type, n);
    if (type === 'episode') return this.view.offers('show', episodesOfShow.owner(n));
    if (type === 'chapter') return this.view.offers('audiobook', chaptersOfAudiobook.owner(n));
    return true;
  }

  /** One object per id in `ids`, in order; `null` for an unknown id. */
  many(type: ItemType, max: number, show: (view: View, n: number) => unknown): unknown[] {
    return this.ids(max).map((id) => {
      const added = this.view.added.get(type, id);
      return added ? fullForm(this.view, added) : this.invented(type, id, show);
    });
  }

  ids(max: number): string[] {
    const ids = this.required('ids').split(',');
    if (ids.length > max) throw new ApiError(400, 'Too many ids requested');
    return ids;
  }

  /** What belongs to an item of the invented catalogue; `null` for any other id. */
  invented<T>(type: ItemType, id: string, show: (view: View, n: number) => T): T | null {
    const n = numberOf(type, id);
    return n === null || !this.offers(type, n) ? null : show(this.view, n);
  }

  required(name: string): string {
    const value = this.query.get(name);
    if (!value) throw new ApiError(400, `Missing required parameter: ${name}`);
    return value;
  }

  slice({ max, fallback, min = 1 }: PageLimits): Slice & { query: URLSearchParams } {
    const { query } = this;
    return {
      limit: this.integer('limit', fallback, min, max),
      offset: this.integer('offset', 0, 0, Number.MAX_SAFE_INTEGER),
      query,
    };
  }

  private integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.query.get(name);
    if (text === null) return fallback;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) throw new ApiError(400, `Invalid ${name}`);
    return value;
  }
}

function numberOf(type: ItemType, id: string): number | null {
  if (!isBase62Id(id)) throw new ApiError(400, 'Invalid base62 id');
  return existingNumber(type, id) ?? null;
}

import { existingNumber } from '../dataset/counts.js';
import { isBase62Id, type ItemType } from '../dataset/ids.js';
import { AUDIOBOOK_MARKETS, MARKETS } from '../dataset/markets.js';
import type { Slice } from '../dataset/page.js';
import { View } from '../dataset/view.js';

/** An error as the API answers it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What a GET of a path answers. */
export interface FakeEndpoint {
  /** Under /v1, with `{id}` where an id goes. */
  readonly path: string;
  /** Development apps lost it: they get 403. */
  readonly gone?: true;
  answer(request: ApiRequest): unknown;
}

/** A page's size: at most, when none is asked for, and at least. */
export interface PageLimits {
  readonly max: number;
  readonly fallback: number;
  readonly min?: number;
}

/** One request to an endpoint: reads its parameters, and refuses them as Spotify does. */
export class ApiRequest {
  readonly view: View;

  constructor(
    view: View,
    /** What stands in the path where the endpoint has a placeholder. */
    readonly param: string,
    readonly query: URLSearchParams,
  ) {
    const market = query.get('market');
    if (market === 'from_token') throw new ApiError(403, 'Insufficient client scope');
    if (market !== null && !MARKETS.includes(market))
      throw new ApiError(400, 'Invalid market code');
    this.view = market === null ? view : new View(view.origin, view.quotaMode, market);
  }

  /** The number of the item in the path. */
  number(type: ItemType): number {
    const n = numberOf(type, this.param);
    if (n === null) throw new ApiError(404, 'Resource not found');
    if (!this.offers(type)) {
      throw new ApiError(404, `Non existing id: 'spotify:${type}:${this.param}'`);
    }
    return n;
  }

  /** An app token has no country: what is licensed by country exists only in a market that is asked for. */
  offers(type: ItemType): boolean {
    const { market } = this.view;
    if (type === 'show' || type === 'episode') return market !== undefined;
    if (type === 'audiobook' || type === 'chapter') {
      return market !== undefined && AUDIOBOOK_MARKETS.includes(market);
    }
    return true;
  }

  /** One entry for each of `ids`, `null` where there is no such item. */
  many<T>(type: ItemType, max: number, show: (n: number) => T): (T | null)[] {
    const ids = this.required('ids').split(',');
    if (ids.length > max) throw new ApiError(400, 'Too many ids requested');
    return ids
      .map((id) => numberOf(type, id))
      .map((n) => (n === null || !this.offers(type) ? null : show(n)));
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

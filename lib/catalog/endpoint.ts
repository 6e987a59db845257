import type { SpotifyIdType } from '../ids/spotify-id.js';
import type { QuotaMode } from '../options/spotify-module.options.js';
import type { BatchEndpoint } from '../pipeline/layer.js';

/** What is true of an endpoint for every caller: a row of the README's table, and of the contract tests. */
export interface Endpoint {
  /** Under `apiUrl`, with `{id}` where the id goes. */
  readonly path: string;
  /** What `{id}` is the id of. */
  readonly id?: SpotifyIdType;
  /** The query parameters it takes, besides `ids`, `limit` and `offset`. */
  readonly query?: readonly string[];
  /** The page of Spotify's reference that describes it, under https://developer.spotify.com/documentation/web-api/reference/ */
  readonly reference: string;
  /** Set where apps in development mode lack the endpoint: what to use instead. */
  readonly developmentAlternative?: string;
  /** Set where only apps that had extended access before 2024-11-27 may use it. */
  readonly legacyAppsOnly?: true;
  /** What apps in development mode get with an app token, where that is less than others do: for the README's table. */
  readonly inDevelopment?: 'no (403)' | 'without items';
  /** Set where Spotify responds to most requests without a market with 404. */
  readonly needsMarket?: true;
}

/** One object by its id; with `batch`, several at once in extended mode. */
export interface ItemEndpoint extends Endpoint {
  readonly batch?: BatchEndpoint & {
    readonly reference: string;
    /** Its objects have fewer fields than the endpoint's own, and cannot replace them. */
    readonly simplified?: true;
  };
  /** The response's property that holds the list, where the list is not the response itself. */
  readonly property?: string;
}

/** An item endpoint that has a batch endpoint. */
export type BatchedEndpoint = ItemEndpoint & Required<Pick<ItemEndpoint, 'batch'>>;

/** A paged list. */
export interface ListEndpoint extends Endpoint {
  /** The path before February 2026, which some apps still have instead. */
  readonly formerPath?: string;
  /** The largest page. */
  readonly limit: number | Readonly<Record<QuotaMode, number>>;
  /** The response's property that holds the page, where the page is not the response itself. */
  readonly property?: string;
  /** The highest value of offset and limit together. */
  readonly ceiling?: number;
}

/** The endpoints of one service, by method. */
export type EndpointTable = Readonly<Record<string, Endpoint | ItemEndpoint | ListEndpoint>>;

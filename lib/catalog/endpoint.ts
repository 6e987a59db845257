import type { BatchForm } from '../http/batch/batch-form.js';
import type { SpotifyIdType } from '../ids/spotify-id.js';
import type { QuotaMode } from '../options/quota-mode.js';

/** What is true of an endpoint whoever asks: a row of the README's table, and of the contract tests. */
export interface Endpoint {
  /** Under `apiUrl`, with `{id}` where the id goes. */
  readonly path: string;
  /** What `{id}` is the id of. */
  readonly id?: SpotifyIdType;
  /** The query parameters it takes, besides `ids`, `limit` and `offset`. */
  readonly query?: readonly string[];
  /** The page of Spotify's reference that describes it, under https://developer.spotify.com/documentation/web-api/reference/ */
  readonly reference: string;
  /** Set where the endpoint is gone for apps in development mode: what to use instead. */
  readonly insteadInDevelopment?: string;
  /** Set where even in extended mode only apps that had access before 2024-11-27 may ask. */
  readonly formerAppsOnly?: true;
  /** Set where Spotify answers most requests without a market with 404. */
  readonly needsMarket?: true;
}

/** One object by its id; with `batch`, several at once in extended mode. */
export interface ItemEndpoint extends Endpoint {
  readonly batch?: BatchForm & {
    readonly reference: string;
    /** Its objects have less than the endpoint's own, and cannot stand for them. */
    readonly simplified?: true;
  };
  /** The answer's property that holds the list asked for, where that is not the answer itself. */
  readonly property?: string;
}

/** An item endpoint that has a batch form. */
export type BatchedEndpoint = ItemEndpoint & Required<Pick<ItemEndpoint, 'batch'>>;

/** A paged list. */
export interface ListEndpoint extends Endpoint {
  /** The largest page. */
  readonly limit: number | Readonly<Record<QuotaMode, number>>;
  /** The answer's property that holds the page, where the page is not the answer itself. */
  readonly property?: string;
  /** How far offset and limit together reach. */
  readonly ceiling?: number;
}

/** The endpoints of one service, by method. */
export type EndpointTable = Readonly<Record<string, Endpoint | ItemEndpoint | ListEndpoint>>;

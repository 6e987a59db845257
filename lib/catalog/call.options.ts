import type { CallOptions } from '../pipeline/spotify-http.service.js';

/** What calls take whose responses depend on the market. */
export interface MarketOptions extends CallOptions {
  /** ISO 3166-1 alpha-2, such as `SE`: only content available there. Default: the option `market` of the module. */
  market?: string | undefined;
}

/** What calls take whose responses depend on the locale. */
export interface LocaleOptions extends CallOptions {
  /** Language and country, such as `sv_SE`. Default: the option `locale` of the module. */
  locale?: string | undefined;
}

/** Where a list begins, and how large its pages are. */
export interface PageOptions {
  /** Items per page, from 1 to the endpoint's largest page. Default: the largest. */
  limit?: number | undefined;
  /** The index of the first item. Default 0. */
  offset?: number | undefined;
}

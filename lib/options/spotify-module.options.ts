import type { CreateAxiosDefaults } from 'axios';
import type { AccessTokenFields } from './access-token.js';
import type { SpotifyMinTtl } from './min-ttl.js';
import type { SpotifyLimitStore } from './spotify-limit-store.js';
import type { SpotifyStore } from './spotify-store.js';

/**
 * What Spotify allows an app: every app starts in `development` mode, some are granted `extended` quota.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/quota-modes
 */
export type QuotaMode = 'development' | 'extended';

/** An app's client id and secret, from https://developer.spotify.com/dashboard. */
export interface SpotifyCredentials {
  /** 32 hexadecimal characters. */
  clientId: string;
  /** 32 hexadecimal characters, known to the backend only. */
  clientSecret: string;
}

/**
 * How failed GETs and token requests are retried. No retry comes sooner than the response's `Retry-After`; a call that
 * cannot wait so long (`rateLimit.maxWait`, its `deadline`) fails at once, with `retryAt`.
 */
export interface SpotifyRetryOptions {
  /** How many times a request is sent at most, the first included. Default 3. */
  attempts?: number | undefined;
  /** Upper bound of the first pause, in ms; it doubles with each retry. Default 250. */
  minDelay?: number | undefined;
  /** Upper bound of every pause, in ms. Default 8000. */
  maxDelay?: number | undefined;
}

/** How long calls wait, and how many requests the app may send. */
export interface SpotifyRateLimitOptions {
  /**
   * The longest a call waits for a limit, in ms, and for a free slot while none becomes free. Where a longer wait is
   * known to be needed the call fails at once with `SpotifyRateLimitError`. Default 30 000.
   */
  maxWait?: number | undefined;
  /** How many calls wait at most, for whatever; one more fails at once. Default 1000. */
  maxQueue?: number | undefined;
  /** Sends no more than this in any 30 seconds, so as not to meet a 429 at all. Default: no limit. */
  requestsPer30s?: number | undefined;
  /** Sends no more than this in any 24 hours, and warns at 80 %. Default: no limit. */
  requestsPerDay?: number | undefined;
  /**
   * Names what Spotify counts the quota by: the developer account. All clients of one account in this process, and in the
   * fleet where `shared.limits` is given, share the limits and the budgets, of which the smallest in a process counts.
   * Default: the client id.
   */
  account?: string | undefined;
}

/** How responses are cached in memory. */
export interface SpotifyCacheOptions {
  /**
   * The most memory the cached responses may take, in bytes, as estimated. Of those requested once the oldest go first, of
   * the others the least recently used. Default 32 MiB.
   */
  maxBytes?: number | undefined;
  /**
   * For how long a response counts as fresh at least, in ms, whatever its headers say (`no-store` excepted): Spotify
   * marks nearly everything `max-age=0`, and counts a revalidation as a request. One number for everything, or one by
   * resource, for its objects and its lists: `{ albums: 3_600_000, search: 0 }`. From 0 to a day.
   *
   * Default: an hour for objects of the catalogue and for lists that do not grow (an album's tracks, an audiobook's
   * chapters, markets, genres), ten minutes for lists that do (an artist's albums, a show's episodes, `browse`), none for
   * `playlists`, `users`, `search` and `recommendations`.
   */
  minTtl?: SpotifyMinTtl | undefined;
}

/**
 * State shared by a fleet of processes with one app registration, instead of kept in this process: `redisSharing()` from
 * `nestjs-spotify/redis`, `cacheManagerSharing()` from `nestjs-spotify/cache-manager`, or stores of your own.
 */
export interface SpotifySharing {
  /** Keeps the access token, sealed, so that a fleet requests one and not one per process. Default: a `MemoryStore`. */
  tokens?: SpotifyStore | undefined;
  /** Keeps responses, so that what one process has fetched the others need not fetch. Not used with `cache: false`. */
  responses?: SpotifyStore | undefined;
  /**
   * Keeps what is known of Spotify's limits, for all processes of one `rateLimit.account`: pauses, closed endpoints, and
   * the budgets `requestsPer30s` and `requestsPerDay`, which then hold for the fleet. Default: each process by itself.
   */
  limits?: SpotifyLimitStore | undefined;
}

/** How a client behaves; all of it may be left out. */
export interface SpotifyClientOptions {
  /**
   * What Spotify's API offers the app. `extended` for apps with extended quota, and for older ones that still get the
   * API as it was before February 2026. `auto` begins with that and learns from Spotify's refusals what the app lacks,
   * for an hour each. Default `development`, which works for every app.
   */
  quotaMode?: QuotaMode | 'auto' | undefined;
  /** ISO 3166-1 alpha-2, such as `SE`: sent where an endpoint takes a market and the call names none. Default none. */
  market?: string | undefined;
  /** Such as `sv_SE`: sent where an endpoint takes a locale and the call names none. Default none. */
  locale?: string | undefined;
  /**
   * The language of names and descriptions, sent as `Accept-Language` where the call names none: `sv` or
   * `sv-SE, en;q=0.5`. Default none.
   */
  language?: string | undefined;
  /** Default `https://api.spotify.com/v1`. The bearer token goes to this origin only. */
  apiUrl?: string | undefined;
  /** Default `https://accounts.spotify.com`; the token endpoint is `/api/token` under it. */
  accountsUrl?: string | undefined;
  /** The most one attempt may take, in ms: connect, headers and body. Default 10 000. */
  timeout?: number | undefined;
  /** `false` sends each request once. */
  retry?: SpotifyRetryOptions | false | undefined;
  /** How long, and how many, calls wait for Spotify's limits, and what limits the app keeps itself. */
  rateLimit?: SpotifyRateLimitOptions | undefined;
  /**
   * Responses are cached for as long as Spotify's `Cache-Control` says, and for `minTtl` at least; then they are
   * revalidated with `If-None-Match`, and served stale for a day (or what `stale-if-error` says) while Spotify fails or
   * its limits are used up. What comes from the cache is frozen all the way down: `structuredClone` it to change it.
   * `false` turns the cache off.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9111
   */
  cache?: SpotifyCacheOptions | false | undefined;
  /** Joins the single `get`s of one turn of the event loop into batch requests, in extended mode. Default `true`. */
  batching?: boolean | undefined;
  /** The most requests in flight at once, and so the most sockets open to an origin. Default 64. */
  concurrency?: number | undefined;
  /** Where processes of one app find each other's state. Default: each keeps its own. */
  shared?: SpotifySharing | undefined;
  /** Uses HTTP/2 where the API's server offers it. Default `false`. */
  http2?: boolean | undefined;
  /** How long before its expiry a token counts as due and is renewed in the background, in ms. Default 60 000. */
  refreshAhead?: number | undefined;
  /** A token obtained elsewhere, used until it expires. A string is taken for one that was issued just now. */
  accessToken?: string | AccessTokenFields | undefined;
  /** Requests the first token while the application starts, which then fails on wrong credentials. Default `false`. */
  warmUp?: boolean | undefined;
  /**
   * Axios defaults for the client's own instance: `proxy`, agents, `headers`, `adapter`. Its `baseURL`, `timeout`,
   * `maxRedirects` and `validateStatus` are the module's own. Of these the token request has only how to connect:
   * `proxy`, agents, `adapter` and the like.
   */
  http?: CreateAxiosDefaults | undefined;
}

/**
 * Credentials as values, or as a function called at each grant, so that a rotated secret needs no restart. When it fails
 * or takes longer than `timeout` it is left alone for a growing while, as the accounts service is.
 */
export type SpotifyCredentialOptions =
  | (SpotifyCredentials & { credentials?: undefined })
  | {
      clientId?: undefined;
      clientSecret?: undefined;
      /** Called at each grant; see `SpotifyCredentialOptions`. */
      credentials: () => SpotifyCredentials | Promise<SpotifyCredentials>;
    };

/** The options of `SpotifyModule.forRoot()` and of the factories of `forRootAsync()`. */
export type SpotifyModuleOptions = SpotifyClientOptions & SpotifyCredentialOptions;

/** For `forRootAsync({ useClass })` and `forRootAsync({ useExisting })`. */
export interface SpotifyOptionsFactory {
  /** Called once, while the application starts. */
  createSpotifyOptions(): SpotifyModuleOptions | Promise<SpotifyModuleOptions>;
}

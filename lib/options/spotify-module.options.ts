import type { CreateAxiosDefaults } from 'axios';
import type { AccessTokenFields } from './access-token.js';
import type { SpotifyResponseStore, SpotifyTokenStore } from './stores.js';

/**
 * What Spotify allows an app: every app starts in `development` mode, some are granted `extended` quota.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/quota-modes
 */
export type QuotaMode = 'development' | 'extended';

/** An app's client id and secret, from https://developer.spotify.com/dashboard. */
export interface SpotifyCredentials {
  clientId: string;
  clientSecret: string;
}

/** How failed GETs and token requests are tried again. */
export interface SpotifyRetryOptions {
  /** How many times a request is sent at most, the first included. Default 3. */
  attempts?: number;
  /** Upper bound of the first pause, in ms; it doubles with each retry. Default 250. */
  minDelay?: number;
  /** Upper bound of every pause, in ms. Default 8000. */
  maxDelay?: number;
}

/** How long calls wait for Spotify's rate limit. */
export interface SpotifyRateLimitOptions {
  /** The longest a call waits in line, in ms; a longer wait fails at once with `SpotifyRateLimitError`. Default 30 000. */
  maxWait?: number;
  /** How many calls wait in line at most. Default 1000. */
  maxQueue?: number;
  /** Sends no more than this in any 30 seconds, so as not to meet a 429 at all. Default: no pacing. */
  requestsPer30s?: number;
}

/** How answers are kept in memory. */
export interface SpotifyCacheOptions {
  /** The most memory the kept answers may take, in bytes, as estimated; the least used go first. Default 32 MiB. */
  maxBytes?: number;
}

/** State kept for a fleet of processes with one app registration, instead of in this process. */
export interface SpotifySharing {
  /** Keeps the access token, so that a fleet asks for one and not one a process. */
  tokens?: SpotifyTokenStore;
  /** Keeps answers: what one process was told, the others need not ask. Not used with `cache: false`. */
  responses?: SpotifyResponseStore;
}

export interface CommonOptions {
  /** Which of Spotify's two APIs the app sees. Default `development`, which every app has. */
  quotaMode?: QuotaMode;
  /** ISO 3166-1 alpha-2, such as `SE`: sent where an endpoint takes a market and the call names none. Default none. */
  market?: string;
  /** Such as `sv_SE`: sent where an endpoint takes a locale and the call names none. Default none. */
  locale?: string;
  /** Default `https://api.spotify.com/v1`. The bearer token goes to this origin only. */
  apiUrl?: string;
  /** Default `https://accounts.spotify.com`; the token endpoint is `/api/token` under it. */
  accountsUrl?: string;
  /** The most one attempt may take, in ms: connect, headers and body. Default 10 000. */
  timeout?: number;
  /** `false` sends each request once. */
  retry?: SpotifyRetryOptions | false;
  rateLimit?: SpotifyRateLimitOptions;
  /**
   * Answers are kept for as long as Spotify's `Cache-Control` says, then confirmed with `If-None-Match`, and stand in
   * for a day (or what `stale-if-error` says) while Spotify fails or its rate limit is used up. An answer that is kept is
   * frozen all the way down: `structuredClone` one to change it. `false` keeps no answers, and asks each time.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9111
   */
  cache?: SpotifyCacheOptions | false;
  /** Joins the single `get`s of one turn of the event loop into batch requests, in extended mode. Default `true`. */
  batching?: boolean;
  /** The most requests under way at once, and so the most sockets open to an origin. Default 64. */
  concurrency?: number;
  shared?: SpotifySharing;
  /** Speaks HTTP/2 where the API's server offers it. Default `false`. */
  http2?: boolean;
  /** How long before its end a token counts as due and is renewed in the background, in ms. Default 60 000. */
  refreshAhead?: number;
  /** A token obtained elsewhere, used until it expires. A bare string counts as an hour old at most. */
  accessToken?: string | AccessTokenFields;
  /** Requests the first token while the application starts, which then fails on wrong credentials. Default `false`. */
  warmUp?: boolean;
  /**
   * Axios defaults for the client's own instance: `proxy`, agents, `headers`, `adapter`. Its `baseURL`, `timeout`,
   * `maxRedirects` and `validateStatus` are the module's own.
   */
  http?: CreateAxiosDefaults;
}

/** Credentials as values, or asked for at each grant so that a rotated secret needs no restart. */
type CredentialOptions =
  | (SpotifyCredentials & { credentials?: undefined })
  | {
      clientId?: undefined;
      clientSecret?: undefined;
      credentials: () => SpotifyCredentials | Promise<SpotifyCredentials>;
    };

/** The options of `SpotifyModule.forRoot()` and of the factories of `forRootAsync()`. */
export type SpotifyModuleOptions = CommonOptions & CredentialOptions;

/** For `forRootAsync({ useClass })` and `forRootAsync({ useExisting })`. */
export interface SpotifyOptionsFactory {
  createSpotifyOptions(): SpotifyModuleOptions | Promise<SpotifyModuleOptions>;
}

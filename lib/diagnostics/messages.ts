import type { SpotifyRateLimitReason } from '../errors/api.errors.js';

/** What every message on the channels says. */
export interface SpotifyMessage {
  /** The client's name: the `name` given to `SpotifyModule`, or `default`. */
  readonly client: string;
}

/** A message about one endpoint. */
export interface SpotifyEndpointMessage extends SpotifyMessage {
  /** The HTTP method, in capitals. */
  readonly method: string;
  /**
   * The path's template under `apiUrl`, such as `/albums/{id}`: never the path itself, an id or a query. Of the grant, the
   * path under `accountsUrl`.
   */
  readonly path: string;
}

/**
 * What the messages of the tracing channels have in common. The same object is published at `start`, `end`, `asyncStart`,
 * `asyncEnd` and, where it failed, at `error`; the optional properties are set from `error` and `asyncStart` on.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#tracingchannel-channels
 */
export interface SpotifyTraceMessage extends SpotifyEndpointMessage {
  /** When it began, on the clock of `performance.now()`, in ms. */
  readonly startedAt: number;
  /** How long it took, in ms. */
  readonly duration?: number | undefined;
  /** The HTTP status of the response, a cached one included; absent where there was none. */
  readonly status?: number | undefined;
  /**
   * What it failed with. Not enumerable, so that a message printed, spread or turned to JSON does not have it: the `url`
   * and the text of an error name the path requested, its id included.
   */
  readonly error?: unknown;
}

/**
 * How a call got its response:
 * - `sent`: by a request of its own
 * - `cached`: from the cache in memory or the shared one, without a request
 * - `stale`: from the cache, although no longer fresh, because Spotify failed or a limit is used up
 * - `joined`: from an identical call that was in flight already
 * - `batched`: from a request that it shared with other calls
 * - `failed`: not at all; `error` says why
 */
export type SpotifyCallOutcome = 'sent' | 'cached' | 'stale' | 'joined' | 'batched' | 'failed';

/**
 * The tracing channel `nestjs-spotify:call`: one GET that the catalogue or `SpotifyHttpService.get()` makes, from the call
 * to its response, cache, waits and retries included. A pager makes one per page, `getMany` one per id. Input that is
 * refused before there is a GET (a bad id, an endpoint that the quota mode lacks) is no call.
 *
 * What a call causes runs in its async context: a store bound to this channel's `start` (`bindStore`) can be read when
 * the messages of the other channels are published. A batch runs in the context of its first call.
 */
export interface SpotifyCallMessage extends SpotifyTraceMessage {
  readonly outcome?: SpotifyCallOutcome | undefined;
  /** How many requests were sent for it, retries and a batch's included; 0 for `cached` and `joined`. */
  readonly attempts?: number | undefined;
  /**
   * A subscriber to `start` may set it: all that the call does is then done within this function, as in OpenTelemetry's
   * `context.with()`. One that finds another's there calls it too.
   */
  runIn?: (<T>(work: () => T) => T) | undefined;
}

/**
 * The tracing channel `nestjs-spotify:request`: one request to the Web API, from when it is handed to the connections to
 * the end of the response's body. Each retry and each replay after a 401 is one of its own, and so are requests under
 * `apiUrl` that an app makes on `axiosRef`. A status of 400 or above is an `error` too.
 */
export interface SpotifyRequestMessage extends SpotifyTraceMessage {}

/** The tracing channel `nestjs-spotify:grant`: one token request to the accounts service; each retry is one of its own. */
export interface SpotifyGrantMessage extends SpotifyTraceMessage {
  /** For how long the token is valid, in seconds. */
  readonly expiresIn?: number | undefined;
}

/** The channel `nestjs-spotify:retry`: a request failed and is sent again after a pause. */
export interface SpotifyRetryMessage extends SpotifyEndpointMessage {
  /** How many requests have been sent for this call so far. */
  readonly attempts: number;
  /** The pause, in ms. */
  readonly delay: number;
  /** What the last one failed with; not enumerable, as in {@link SpotifyTraceMessage}. */
  readonly error?: unknown;
}

/** The channel `nestjs-spotify:limited`: Spotify responded with 429. Calls that are refused unsent are failed calls only. */
export interface SpotifyLimitedMessage extends SpotifyEndpointMessage {
  readonly reason: Exclude<SpotifyRateLimitReason, 'queue-full'>;
  /** What is not sent to until then; `undefined` where an earlier 429 has closed it already. */
  readonly closes: 'account' | 'bucket' | undefined;
  /** What `Retry-After` asks for, in ms. */
  readonly retryAfter: number;
}

/** The channel `nestjs-spotify:circuit`: a circuit has opened, or closed again. */
export interface SpotifyCircuitMessage extends SpotifyMessage {
  /** What it guards: the whole Web API, one bucket (path template) of it, or the accounts service. */
  readonly scope: 'server' | 'bucket' | 'accounts';
  /** The bucket's path template, where the scope is one. */
  readonly path: string | undefined;
  readonly state: 'open' | 'closed';
  /** In how many ms the first call is let through to probe, while it is open. */
  readonly retryIn: number | undefined;
  /** What opened it; not enumerable, as in {@link SpotifyTraceMessage}. */
  readonly error?: unknown;
}

/**
 * The channel `nestjs-spotify:cache`: a look into the cache, and what came of it.
 * - `hit`: a fresh response, or any with `cache: 'force-cache'`, served without a request
 * - `miss`: none of use
 * - `revalidate`: one that is no longer fresh, and that Spotify is asked to confirm
 * - `stale`: after `revalidate`: that one was served in spite of its age, because Spotify failed or a limit is used up
 */
export interface SpotifyCacheMessage extends SpotifyEndpointMessage {
  readonly event: 'hit' | 'miss' | 'revalidate' | 'stale';
  /** `shared` is the option `shared.responses`, which is looked at after a miss in memory. */
  readonly store: 'memory' | 'shared';
}

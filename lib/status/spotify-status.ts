import type { SpotifyRateLimitReason } from '../errors/api.errors.js';

/** What goes on in a client at one moment. Plain data; turned to JSON, its dates are ISO 8601. */
export interface SpotifyStatus {
  /** The client's name: the `name` given to `SpotifyModule`, or `default`. */
  readonly client: string;
  /**
   * Why Spotify refuses the app as a whole, as far as its last responses tell: the accounts service its `credentials`, or
   * the Web API everything because its owner has no `premium`. `undefined` where it does not.
   */
  readonly refused: 'credentials' | 'premium' | undefined;
  readonly token: SpotifyTokenStatus;
  readonly limits: SpotifyLimitsStatus;
  /** The circuits that are not closed. */
  readonly circuits: readonly SpotifyCircuitStatus[];
  readonly cache: SpotifyCacheStatus;
  /** How many requests this client has sent to the Web API since it started, retries included. */
  readonly requests: number;
}

/** The app's access token. */
export interface SpotifyTokenStatus {
  /** When the token in use expires; `undefined` while there is none. */
  readonly expiresAt: Date | undefined;
  /** How many tokens the accounts service has granted this client since it started. */
  readonly grants: number;
}

/** What may be sent. `closedUntil`, `buckets` and `day` are the account's, which clients with one `account` share. */
export interface SpotifyLimitsStatus {
  /** Until when no request is sent: Spotify asked to wait, or a budget is spent. `undefined` while requests are sent. */
  readonly closedUntil: Date | undefined;
  /** How many calls of this client wait for a slot or a limit. */
  readonly waiting: number;
  /** How many requests of this client are under way; at most the option `concurrency`. */
  readonly inFlight: number;
  /** The buckets to which no request is sent now. */
  readonly buckets: readonly SpotifyBucketStatus[];
  /** The option `rateLimit.requestsPerDay`; `undefined` without it. */
  readonly day:
    | { readonly limit: number; /** In the last 24 hours. */ readonly sent: number }
    | undefined;
}

/** A bucket that is closed. */
export interface SpotifyBucketStatus {
  /** The path's template, such as `/tracks/{id}`. */
  readonly bucket: string;
  readonly reason: Exclude<SpotifyRateLimitReason, 'queue-full'>;
  readonly closedUntil: Date;
}

/** A circuit that is not closed. */
export interface SpotifyCircuitStatus {
  /** What it guards: the whole Web API, one bucket of it, or the accounts service. */
  readonly scope: 'server' | 'bucket' | 'accounts';
  /** The path's template, where the scope is a bucket. */
  readonly bucket: string | undefined;
  /** `half-open`: the next call is let through to probe. */
  readonly state: 'open' | 'half-open';
  /** When the next call is let through. */
  readonly retryAt: Date;
}

/** The cache in memory. */
export interface SpotifyCacheStatus {
  readonly entries: number;
  /** As estimated; at most the option `cache.maxBytes`. */
  readonly bytes: number;
  /** How many calls were served from it without a request. */
  readonly hits: number;
  /** How many calls looked for a response in vain, or found one that Spotify had to confirm. */
  readonly misses: number;
}

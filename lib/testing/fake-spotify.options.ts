import type { QuotaMode } from '../options/spotify-module.options.js';
import type { FakeService } from './fake.request.js';

/** How the fake behaves. */
export interface FakeSpotifyOptions {
  /** The quota mode to imitate; `'development'` by default. */
  readonly quotaMode?: QuotaMode;
  /** With `clientSecret`, the only credentials that get a token; by default any non-empty ones do. */
  readonly clientId?: string;
  /** See `clientId`. */
  readonly clientSecret?: string;
  /** Lifetime of a token in seconds; 3600 by default. */
  readonly expiresIn?: number;
  /** Milliseconds before each response; 0 by default. */
  readonly latency?: number;
  /** API requests allowed in a rolling window of 30 seconds, the others get 429; no limit by default. */
  readonly requestsPer30s?: number;
  /**
   * API requests allowed in a rolling window of 24 hours, the others get 429 with the reason `QUOTA_EXCEEDED`; no limit by
   * default. A number holds for each bucket by itself; an object gives numbers to some, as
   * `{ '/episodes/{id}': 600 }`. A bucket is an endpoint's path template.
   */
  readonly requestsPerDay?: number | Readonly<Record<string, number>>;
}

/** Which requests a fault hits: the next `times` (1 by default) to the service `at` (`'api'` by default). */
export interface FakeFaultOptions {
  /** How many requests it hits; 1 by default. */
  readonly times?: number;
  /** The service that fails; `'api'` by default. */
  readonly at?: FakeService;
}

/** The error response of `failNext()`. */
export interface FakeFailureOptions extends FakeFaultOptions {
  /** 503 by default. */
  readonly status?: number;
  /** A string is sent as plain text, anything else as JSON; the API's error object by default. */
  readonly body?: unknown;
  /** Sent beside `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The 429 of `rateLimitNext()`. */
export interface FakeRateLimitOptions {
  /** `Retry-After` in seconds, 1 by default; `null` or `''` leaves it out, any other string is sent unchanged. */
  readonly retryAfter?: number | string | null;
  /** How many requests it hits; 1 by default. */
  readonly times?: number;
}

/** The 429 of `quotaExceededNext()`. */
export interface FakeQuotaOptions {
  /** `Retry-After` in seconds, 43,200 by default; `null` or `''` leaves it out, any other string is sent unchanged. */
  readonly retryAfter?: number | string | null;
  /** How many requests it hits; 1 by default. */
  readonly times?: number;
  /** The only endpoint it hits, as a path template such as `/tracks/{id}`; every one by default. */
  readonly bucket?: string;
}

/** The 429 of `closeEndpoint()`. */
export interface FakeClosedEndpointOptions {
  /** `Retry-After` in seconds; 11 by default. */
  readonly retryAfter?: number;
}

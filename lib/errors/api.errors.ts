import { printable } from './redact.js';
import { SpotifyRequestError, type SpotifyRequestErrorInit } from './request.errors.js';
import type { ResponseHeaders } from './server-text.js';

/** What every error about a response of the Web API is made of. */
export interface SpotifyApiErrorInit extends SpotifyRequestErrorInit {
  /** HTTP status of the response. */
  readonly status: number;
  /** Spotify's own message, from JSON, text or HTML. Default: none. */
  readonly spotifyMessage?: string | undefined;
  /** The `reason` in Spotify's body, such as `QUOTA_EXCEEDED`. Default: none. */
  readonly spotifyReason?: string | undefined;
  /** The response's headers, names in lower case, without secrets. Default: none. */
  readonly headers?: ResponseHeaders | undefined;
  /** What may be behind it, and what to do. */
  readonly hint?: string | undefined;
}

/** Spotify responded with an error status. Its subclasses tell the usual ones apart. */
export class SpotifyApiError extends SpotifyRequestError {
  /** HTTP status of the response. */
  readonly status: number;
  /** Spotify's own message, from JSON, text or HTML; empty when there was none. */
  readonly spotifyMessage: string;
  /** The `reason` in Spotify's body, such as `QUOTA_EXCEEDED`, if there was one. */
  readonly spotifyReason: string | undefined;
  /**
   * The response's headers, names in lower case; without cookies and credentials, and with long values cut. Empty when
   * there was no response.
   */
  readonly headers: ResponseHeaders;
  /** What may be behind it, and what to do. */
  readonly hint: string | undefined;

  constructor(init: SpotifyApiErrorInit) {
    const { request, status, spotifyMessage = '', spotifyReason, headers = {}, hint } = init;
    const response = request.attempts > 0 && `${status} ${spotifyMessage}`.trimEnd();
    super([response, hint].filter(Boolean).join('. '), init);
    this.status = status;
    this.spotifyMessage = spotifyMessage;
    this.spotifyReason = spotifyReason;
    this.headers = headers;
    this.hint = hint;
  }
}

/** What a `SpotifyBadRequestError` is made of. */
export interface SpotifyBadRequestErrorInit extends SpotifyApiErrorInit {
  /** What is wrong with the input, if this library refused it before any request. */
  readonly problem?: string | undefined;
}

/**
 * The request is wrong: an id, a limit, a market. Refused by Spotify (400), or by this library before any request, and
 * then `attempts` is 0.
 */
export class SpotifyBadRequestError extends SpotifyApiError {
  /** What is wrong with the input, if this library refused it before any request; may be shown to the app's clients. */
  readonly problem: string | undefined;

  constructor(init: SpotifyBadRequestErrorInit) {
    const { problem, hint } = init;
    super({ ...init, hint: [problem, hint].filter(Boolean).join('. ') || undefined });
    this.problem = problem;
  }
}

/**
 * Input refused before any request.
 *
 * @param problem - names the value and what is accepted; may be shown to the app's clients
 * @param hint - for the app's developers only: what of its configuration is behind it
 */
export function invalidInput(problem: string, hint?: string): SpotifyBadRequestError {
  const request = { method: 'GET', url: '', attempts: 0 };
  // The value may be a stranger's, who wrote to the app.
  return new SpotifyBadRequestError({ request, status: 400, problem: printable(problem), hint });
}

/** Spotify refused the access token (401): the app's, and a new one too, or the user's that the call brought. */
export class SpotifyUnauthorizedError extends SpotifyApiError {}

const ACCESS_HINT =
  "The endpoint may not be open to this app; see the option quotaMode and the app's access";
const PREMIUM_HINT =
  "Apps in development mode work only while their owner's account has Spotify Premium";

/** Spotify does not let this app make the request (403). */
export class SpotifyForbiddenError extends SpotifyApiError {
  /** `owner-premium-required`: the owner of an app in development mode has no Spotify Premium. */
  readonly reason?: 'owner-premium-required';

  constructor(init: SpotifyApiErrorInit) {
    const premium = /active premium subscription required/i.test(init.spotifyMessage ?? '');
    super({ ...init, hint: premium ? PREMIUM_HINT : (init.hint ?? ACCESS_HINT) });
    if (premium) this.reason = 'owner-premium-required';
  }
}

/** Spotify has nothing there (404). */
export class SpotifyNotFoundError extends SpotifyApiError {}

/** Spotify's reason in a 429 of a quota that is used up. */
export const QUOTA_EXCEEDED = 'QUOTA_EXCEEDED';

/**
 * Which limit it is: `rate-limit`: the app's, of half a minute; `quota-exceeded`: the account's, of a day, for one bucket
 * of endpoints, or the option `rateLimit.requestsPerDay`; `endpoint-closed`: the endpoint responds with 429 time and
 * again while others are fine, so it is probably not open to the app; `queue-full`: too many calls wait already, or
 * those in flight do not end.
 */
export type SpotifyRateLimitReason =
  | 'rate-limit'
  | 'quota-exceeded'
  | 'endpoint-closed'
  | 'queue-full';

/** What a `SpotifyRateLimitError` is made of. */
export interface SpotifyRateLimitErrorInit extends SpotifyApiErrorInit {
  /** When requests are allowed again. */
  readonly retryAt: Date;
  /** Default `quota-exceeded` where Spotify's reason says so, else `rate-limit`. */
  readonly reason?: SpotifyRateLimitReason | undefined;
  /** The path template of the endpoint, such as `/tracks/{id}`. Default none. */
  readonly bucket?: string | undefined;
}

/**
 * A limit does not let the call be sent, and waiting for it would take longer than the call may: see the option
 * `rateLimit`.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
export class SpotifyRateLimitError extends SpotifyApiError {
  /** When such a call is allowed again, as far as is known. */
  declare readonly retryAt: Date;
  /** Which of the limits it is. */
  readonly reason: SpotifyRateLimitReason;
  /** The path template of the endpoint, such as `/tracks/{id}`; none for a token request. */
  readonly bucket: string | undefined;

  constructor(init: SpotifyRateLimitErrorInit) {
    super({ ...init, hint: init.hint ?? `Try again at ${init.retryAt.toISOString()}` });
    const isQuota = init.spotifyReason === QUOTA_EXCEEDED;
    this.reason = init.reason ?? (isQuota ? 'quota-exceeded' : 'rate-limit');
    this.bucket = init.bucket;
  }
}

/** What a `SpotifyServerError` is made of. */
export interface SpotifyServerErrorInit extends SpotifyApiErrorInit {
  /** When Spotify may be tried again: its Retry-After is over, or the pause of the circuit. */
  readonly retryAt?: Date | undefined;
}

/** Spotify failed (5xx), and kept failing when the request was retried. */
export class SpotifyServerError extends SpotifyApiError {
  constructor(init: SpotifyServerErrorInit) {
    const { request, retryAt } = init;
    const time = retryAt?.toISOString();
    const circuitOpen = `Circuit open after repeated failures; request not sent. Retry after ${time}`;
    const hint = request.attempts === 0 ? circuitOpen : `Try again at ${time}`;
    super({ ...init, hint: init.hint ?? (time && hint) });
  }
}

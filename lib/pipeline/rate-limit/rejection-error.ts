import { SpotifyRateLimitError, type SpotifyRateLimitReason } from '../../errors/api.errors.js';
import type { RequestInfo } from '../../errors/request.errors.js';
import type { SpotifyConfig } from '../../options/spotify.config.js';
import type { AccountLimits } from './account-limits.js';
import type { RateLimitedCall } from './rate-limited-call.js';
import type { Rejection } from './request-queue.js';

/** After so many 429s of a bucket in a row, with nobody else to compare it with, the endpoint may be closed to the app. */
const SUSPICIOUS_STRIKES = 3;

type Kind = Exclude<Rejection['kind'], 'shutdown'>;

interface RejectedCall {
  readonly call: RateLimitedCall;
  readonly request: RequestInfo;
  readonly rejection: Rejection;
  readonly config: SpotifyConfig;
  readonly limits: AccountLimits;
}

const PROBLEMS: Readonly<
  Record<Kind, { reason: SpotifyRateLimitReason; text: (rejected: RejectedCall) => string }>
> = {
  pause: { reason: 'rate-limit', text: pauseProblem },
  requestsPer30s: {
    reason: 'rate-limit',
    text: ({ limits }) =>
      `${limits.per30s.limit} requests were sent in 30 seconds (rateLimit.requestsPer30s), and the wait is longer than the call may take`,
  },
  requestsPerDay: {
    reason: 'quota-exceeded',
    text: ({ limits }) =>
      `${limits.perDay.limit} requests were sent in 24 hours (rateLimit.requestsPerDay)`,
  },
  quota: {
    reason: 'quota-exceeded',
    text: ({ call }) =>
      `Spotify's quota for ${call.bucket} is used up, and is probed every 15 minutes; other endpoints are not affected`,
  },
  endpoint: {
    reason: 'endpoint-closed',
    text: ({ call }) =>
      `Spotify responds to ${call.bucket}, or to this id, with 429 time and again while others are fine: it may not be open to your app`,
  },
  'queue-full': {
    reason: 'queue-full',
    text: ({ config }) => `${config.rateLimit.maxQueue} calls already wait (rateLimit.maxQueue)`,
  },
  stalled: {
    reason: 'queue-full',
    text: ({ config: { concurrency, rateLimit } }) =>
      `None of the ${concurrency} requests in flight (concurrency) has ended for ${rateLimit.maxWait} ms (rateLimit.maxWait)`,
  },
};

/** The error of a call that was not let through: which limit it is, when it ends, what to do. */
export function rejectionError(rejected: RejectedCall): SpotifyRateLimitError {
  const { call, request, rejection } = rejected;
  const { reason, text } = PROBLEMS[rejection.kind as Kind];
  const retryAt = new Date(Date.now() + Math.max(0, rejection.readyAt - performance.now()));
  return new SpotifyRateLimitError({
    request,
    status: 429,
    spotifyMessage: call.lastRefusal?.spotifyMessage,
    spotifyReason: call.lastRefusal?.spotifyReason,
    headers: call.lastRefusal?.headers,
    retryAt,
    reason,
    bucket: call.bucket,
    hint: `${text(rejected)}; try again at ${retryAt.toISOString()}`,
    cause: call.lastRefusal?.cause,
  });
}

function pauseProblem({ call, config, limits }: RejectedCall): string {
  const { maxWait } = config.rateLimit;
  const limit = `Spotify's rate limit is reached, and the wait is longer than the call may take (rateLimit.maxWait is ${maxWait} ms)`;
  const strikes = limits.closures.strikesOf(call);
  if (strikes < SUSPICIOUS_STRIKES) return limit;
  return `${limit}. ${strikes} responses of ${call.bucket} in a row were 429: it may not be open to your app`;
}

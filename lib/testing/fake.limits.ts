import { requireEndpoint } from './api/endpoints.js';
import { apiError } from './api/fake.api.js';
import type { FakeResponse } from './fake.request.js';

const RATE_LIMIT_WINDOW_MS = 30_000;
const QUOTA_WINDOW_MS = 24 * 60 * 60_000;

/**
 * What may refuse any API request with 429: endpoints closed to the app, the daily quota of a bucket (an endpoint's path
 * template), and the rate limit of the whole app.
 */
export class FakeLimits {
  private readonly closedEndpoints = new Map<string, number>();
  private readonly quotas = new Map<string, RollingLimit>();
  private readonly rateLimit: RollingLimit;

  constructor(
    requestsPer30s = Infinity,
    private readonly requestsPerDay: number | Readonly<Record<string, number>> = Infinity,
  ) {
    if (typeof requestsPerDay === 'object') Object.keys(requestsPerDay).forEach(requireEndpoint);
    this.rateLimit = new RollingLimit(requestsPer30s, RATE_LIMIT_WINDOW_MS);
  }

  close(endpoint: string, retryAfter: number): void {
    this.closedEndpoints.set(endpoint, retryAfter);
  }

  open(endpoint: string): void {
    this.closedEndpoints.delete(endpoint);
  }

  /** Counts a request, or refuses it without counting. */
  check(bucket: string, path: string): FakeResponse | undefined {
    const closed = this.closedEndpoints.get(bucket) ?? this.closedEndpoints.get(path);
    if (closed !== undefined) return tooManyRequests('Too many requests', closed);
    const quota = this.quotaOf(bucket);
    const untilQuota = quota.wait();
    if (untilQuota > 0) return quotaExceeded(untilQuota);
    const untilRateLimit = this.rateLimit.wait();
    if (untilRateLimit > 0) return tooManyRequests('API rate limit exceeded', untilRateLimit);
    quota.count();
    this.rateLimit.count();
    return undefined;
  }

  private quotaOf(bucket: string): RollingLimit {
    const { requestsPerDay } = this;
    const requests =
      typeof requestsPerDay === 'number' ? requestsPerDay : (requestsPerDay[bucket] ?? Infinity);
    const quota = this.quotas.get(bucket) ?? new RollingLimit(requests, QUOTA_WINDOW_MS);
    this.quotas.set(bucket, quota);
    return quota;
  }
}

/** A 429; `retryAfter` in seconds, `null` and `''` leave the header out. */
export function tooManyRequests(
  message: string,
  retryAfter: number | string | null,
  reason?: string,
): FakeResponse {
  const response = apiError(429, message, reason);
  if (retryAfter === null || retryAfter === '') return response;
  return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfter) } };
}

/** The 429 of a spent quota. */
export function quotaExceeded(retryAfter: number | string | null): FakeResponse {
  return tooManyRequests('Too many requests', retryAfter, 'QUOTA_EXCEEDED');
}

/** At most so many requests per rolling window, by `Date.now()`. */
class RollingLimit {
  private readonly times: number[] = [];

  constructor(
    private readonly requests: number,
    private readonly windowMs: number,
  ) {}

  /** Whole seconds until there is room for another request; 0 when there is. */
  wait(): number {
    if (this.requests === Infinity) return 0;
    const now = Date.now();
    while (this.times[0] !== undefined && this.times[0] <= now - this.windowMs) this.times.shift();
    if (this.times.length < this.requests) return 0;
    const oldest = this.times[0] ?? now;
    return Math.max(1, Math.ceil((oldest + this.windowMs - now) / 1000));
  }

  count(): void {
    if (this.requests !== Infinity) this.times.push(Date.now());
  }
}

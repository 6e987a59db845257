import { Injectable } from '@nestjs/common';
import { ApiClient } from '../api/api.client.js';
import { SpotifyAuthService } from '../auth/spotify-auth.service.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { CacheLayer } from '../pipeline/cache/cache.layer.js';
import { CircuitBreakers } from '../pipeline/circuit-breakers.js';
import type { Hold } from '../pipeline/rate-limit/limited-request.js';
import { RateLimitLayer } from '../pipeline/rate-limit/rate-limit.layer.js';
import type {
  SpotifyBucketStatus,
  SpotifyCircuitStatus,
  SpotifyLimitsStatus,
  SpotifyStatus,
} from './spotify-status.js';

const REASONS: Readonly<Record<Hold['kind'], SpotifyBucketStatus['reason']>> = {
  pause: 'rate-limit',
  requestsPer30s: 'rate-limit',
  requestsPerDay: 'quota-exceeded',
  quota: 'quota-exceeded',
  endpoint: 'endpoint-closed',
};

/** What goes on in a client. Sends nothing, and asks nobody. */
@Injectable()
export class SpotifyStatusService {
  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
    private readonly auth: SpotifyAuthService,
    private readonly cache: CacheLayer,
    private readonly circuits: CircuitBreakers,
    private readonly limiter: RateLimitLayer,
  ) {}

  /** The client as it is now: plain data, with no secret, no id and no path in it. */
  snapshot(): SpotifyStatus {
    const { expiresAt, grants } = this.auth.status;
    const { hits, misses, size } = this.cache;
    return {
      client: this.config.name,
      refused: this.refused(),
      token: { expiresAt, grants },
      limits: this.limits(),
      circuits: this.openCircuits(),
      cache: { ...size, hits, misses },
      requests: this.api.sent,
    };
  }

  private refused(): SpotifyStatus['refused'] {
    if (this.auth.status.credentialsRefused) return 'credentials';
    return this.api.needsPremium ? 'premium' : undefined;
  }

  private limits(): SpotifyLimitsStatus {
    const { queue, limits } = this.limiter;
    const { current } = limits;
    const now = performance.now();
    const closedUntil = current.closedUntil(now);
    const { limit } = current.perDay;
    return {
      closedUntil: closedUntil > now ? toDate(closedUntil) : undefined,
      waiting: queue.waitingCount,
      inFlight: queue.inFlight.length,
      buckets: this.closedBuckets(now),
      day: limit === Infinity ? undefined : { limit, sent: current.perDay.used(now) },
    };
  }

  private closedBuckets(now: number): SpotifyBucketStatus[] {
    const buckets = new Map<string, SpotifyBucketStatus>();
    for (const { bucket, kind, until } of this.limiter.limits.current.closedBuckets(now)) {
      const closedUntil = toDate(until);
      const known = buckets.get(bucket);
      if (known && known.closedUntil > closedUntil) continue;
      buckets.set(bucket, { bucket, reason: REASONS[kind], closedUntil });
    }
    return [...buckets.values()];
  }

  private openCircuits(): SpotifyCircuitStatus[] {
    const { retryIn } = this.auth.status;
    const accounts = retryIn === undefined ? [] : [circuitStatus('accounts', undefined, retryIn)];
    const ofApi = this.circuits.notClosed.map(([bucket, circuit]) =>
      circuitStatus(bucket === undefined ? 'server' : 'bucket', bucket, circuit.retryIn ?? 0),
    );
    return [...accounts, ...ofApi];
  }
}

function circuitStatus(
  scope: SpotifyCircuitStatus['scope'],
  bucket: string | undefined,
  retryIn: number,
): SpotifyCircuitStatus {
  const state = retryIn > 0 ? 'open' : 'half-open';
  return { scope, bucket, state, retryAt: toDate(performance.now() + retryIn) };
}

/** The wall-clock time of a moment of `performance.now()`. */
function toDate(moment: number): Date {
  return new Date(Date.now() + moment - performance.now());
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ApiClient, type ApiResponse } from '../../api/api.client.js';
import { limitedChannel } from '../../diagnostics/channels.js';
import type { SpotifyRateLimitError } from '../../errors/api.errors.js';
import { shutdownError } from '../../errors/request.errors.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { CircuitBreakers } from '../circuit-breakers.js';
import type { SpotifyLimitedMessage } from '../../diagnostics/messages.js';
import type { GetRequest, HttpLayer, NextLayer } from '../layer.js';
import type { Refusal } from './limited-request.js';
import { type CallOwner, RateLimitedCall } from './rate-limited-call.js';
import { RateLimits } from './rate-limits.js';
import { rejectionError } from './rejection-error.js';
import { type Rejection, RequestQueue } from './request-queue.js';

/** How long calls in flight may take to end once the sockets are closed, in ms: what still runs then hangs elsewhere. */
const SHUTDOWN_GRACE_MS = 1000;

/** What a 429 closes, as subscribers are told. */
const CONSEQUENCES: Readonly<
  Record<Refusal, Pick<SpotifyLimitedMessage, 'closes'> & Partial<SpotifyLimitedMessage>>
> = {
  known: { closes: undefined },
  pause: { closes: 'account', reason: 'rate-limit' },
  suspect: { closes: 'bucket', reason: 'rate-limit' },
  quota: { closes: 'bucket', reason: 'quota-exceeded' },
  endpoint: { closes: 'bucket', reason: 'endpoint-closed' },
};

/**
 * Keeps to Spotify's rate limit and quotas: a call is sent when a slot is free and the limits let it, and sent again in
 * its turn after a 429. Calls that cannot wait that long fail at once. The rules are in `AccountLimits`.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
@Injectable()
export class RateLimitLayer
  implements HttpLayer, CallOwner, BeforeApplicationShutdown, OnApplicationShutdown
{
  readonly queue: RequestQueue;
  private readonly logger = new Logger(RateLimitLayer.name);
  private calls = 0;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
    private readonly circuits: CircuitBreakers,
    readonly limits: RateLimits,
  ) {
    const { maxWait, maxQueue } = config.rateLimit;
    const { concurrency } = config;
    this.queue = new RequestQueue({ concurrency, maxWait, maxQueue }, () => limits.current);
    circuits.onOpen(() => this.queue.review());
  }

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    this.calls += 1;
    const number = this.calls;
    return new Promise((resolve, reject) => {
      new RateLimitedCall(this, number, request, next, resolve, reject).start();
    });
  }

  turnedAway(request: GetRequest): Error | undefined {
    return this.circuits.refusalOf(request);
  }

  onRefused({ bucket }: RateLimitedCall, refusal: Refusal, error: SpotifyRateLimitError): void {
    if (limitedChannel.hasSubscribers) this.publish(bucket, refusal, error);
    if (refusal === 'known') return;
    const seconds = Math.ceil((error.retryAt.getTime() - Date.now()) / 1000);
    const consequence = {
      pause: `no request for ${seconds} s`,
      suspect: `no request to ${bucket} for ${seconds} s`,
      quota: `its quota is used up, no request to ${bucket} for ${seconds} s, but one every 15 minutes`,
      endpoint: `it may not be open to this app, no request to it for ${seconds} s or longer`,
    }[refusal];
    this.logger.warn(`429 at ${error.url}: ${consequence}`);
  }

  private publish(path: string, refusal: Refusal, error: SpotifyRateLimitError): void {
    const { name: client } = this.config;
    const retryAfter = error.retryAt.getTime() - Date.now();
    const message = { client, method: error.method, path, retryAfter, ...CONSEQUENCES[refusal] };
    limitedChannel.publish({ reason: error.reason, ...message });
  }

  rejectionError(call: RateLimitedCall, rejection: Rejection): Error {
    const request = this.api.describe(call.request);
    if (rejection.kind === 'shutdown') return shutdownError(request);
    const { config, limits } = this;
    return rejectionError({ call, request, rejection, config, limits: limits.current });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.queue.close();
    await this.limits.leaveFleet();
  }

  /** By now the sockets are closed. A call that still does not end hangs in an interceptor or an adapter of the user's. */
  async onApplicationShutdown(): Promise<void> {
    const calls = [...this.queue.inFlight] as RateLimitedCall[];
    if (calls.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, SHUTDOWN_GRACE_MS)));
    await Promise.race([grace, Promise.all(calls.map((call) => call.whenEnded()))]);
    clearTimeout(timer);
    for (const call of calls) call.cut(shutdownError(this.api.describe(call.request)));
  }
}

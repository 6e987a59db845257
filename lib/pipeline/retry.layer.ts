import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { ApiResponse } from '../api/api.client.js';
import { bucketOf } from '../api/bucket-of.js';
import { retryChannel, withError } from '../diagnostics/channels.js';
import { isGrantError, isTransient, retryAfterOf } from '../errors/classify.js';
import { SpotifyRequestError } from '../errors/request.errors.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { RetryPolicy, type RetryRules } from '../resilience/retry-policy.js';
import { CircuitBreakers } from './circuit-breakers.js';
import type { GetRequest, HttpLayer, NextLayer } from './layer.js';

/** Retries a GET while its failure is transient. */
@Injectable()
export class RetryLayer implements HttpLayer, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetryLayer.name);
  private readonly rules: RetryRules = {
    isTransient: (error) =>
      isTransient(error) && !isGrantError(error) && !this.circuits.isRefusal(error),
    retryAfter: retryAfterOf,
    onRetry: (error, pause) => {
      this.logger.warn(`Retrying in ${Math.round(pause)} ms after ${String(error)}`);
      if (retryChannel.hasSubscribers) this.publish(error, pause);
    },
  };

  constructor(
    private readonly config: SpotifyConfig,
    private readonly policy: RetryPolicy,
    private readonly circuits: CircuitBreakers,
  ) {}

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    this.policy.countCall();
    return next(request).catch((error: unknown) => this.retry(request, next, error));
  }

  beforeApplicationShutdown(): void {
    this.policy.stop();
  }

  private retry(request: GetRequest, next: NextLayer, error: unknown): Promise<ApiResponse> {
    const { signal, deadline } = request;
    const { maxWait } = this.config.rateLimit;
    const limits = { signal, deadline, maxWait };
    return this.policy.retry(() => next(request), this.rules, limits, error);
  }

  private publish(error: unknown, delay: number): void {
    if (!(error instanceof SpotifyRequestError)) return;
    const { name: client, apiUrl } = this.config;
    const { method, url, attempts } = error;
    const path = bucketOf(url.slice(apiUrl.length));
    retryChannel.publish(withError({ client, method, path, attempts, delay }, error));
  }
}

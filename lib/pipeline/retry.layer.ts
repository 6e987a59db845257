import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { ApiResponse } from '../api/api.client.js';
import { isGrantError, isTransient, retryAfterOf } from '../errors/classify.js';
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
    onRetry: (error, pause) =>
      this.logger.warn(`Retrying in ${Math.round(pause)} ms after ${String(error)}`),
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
}

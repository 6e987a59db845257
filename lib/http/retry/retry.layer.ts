import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { RetryPolicy, type RetryRules } from '../../core/retry.policy.js';
import { isTransient } from '../../errors/is-transient.js';
import { shuttingDown } from '../../errors/shutting-down.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import type { TransportRequest, TransportResponse } from '../../transport/spotify.transport.js';
import type { HttpLayer, NextLayer } from '../http.layer.js';

/** Sends a GET again when its failure may pass. */
@Injectable()
export class RetryLayer implements HttpLayer, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetryLayer.name);
  private readonly rules: RetryRules = {
    isTransient,
    onRetry: (error, pause) =>
      this.logger.warn(`Again in ${Math.round(pause)} ms: ${String(error)}`),
  };

  constructor(
    private readonly policy: RetryPolicy,
    private readonly config: SpotifyConfig,
  ) {}

  intercept(request: TransportRequest, next: NextLayer): Promise<TransportResponse> {
    return this.policy.run(() => next(request), this.rules, request);
  }

  beforeApplicationShutdown(): void {
    this.policy.stop(shuttingDown(this.config.apiUrl));
  }
}

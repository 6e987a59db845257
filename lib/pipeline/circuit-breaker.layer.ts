import { Injectable } from '@nestjs/common';
import { ApiClient, type ApiResponse } from '../api/api.client.js';
import {
  SpotifyApiError,
  SpotifyRateLimitError,
  SpotifyServerError,
} from '../errors/api.errors.js';
import { isGrantError, isTransient } from '../errors/classify.js';
import { CircuitBreaker, type Outcome } from '../resilience/circuit-breaker.js';
import type { GetRequest, HttpLayer, NextLayer } from './http.layer.js';

/** Fails fast while Spotify fails repeatedly, and lets one call at a time probe whether it works again. */
@Injectable()
export class CircuitBreakerLayer implements HttpLayer {
  private readonly circuit = new CircuitBreaker({
    threshold: 10,
    minDelay: 1000,
    maxDelay: 30_000,
  });

  constructor(private readonly api: ApiClient) {}

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { openState } = this.circuit;
    if (!openState) {
      return this.circuit.run(
        () => next(request),
        (error) => outcomeOf(error, request.signal),
      );
    }
    const error = new SpotifyServerError({
      request: this.api.describe(request),
      status: 503,
      retryAt: new Date(Date.now() + openState.retryIn),
      cause: openState.cause,
    });
    return Promise.reject(error);
  }
}

function outcomeOf(error: unknown, signal: AbortSignal | undefined): Outcome {
  if (signal?.aborted) return 'ignored'; // the caller's deadline tells nothing of Spotify
  if (isGrantError(error)) return 'ignored';
  if (isTransient(error)) return 'failure';
  return error instanceof SpotifyApiError && !(error instanceof SpotifyRateLimitError)
    ? 'success'
    : 'ignored';
}

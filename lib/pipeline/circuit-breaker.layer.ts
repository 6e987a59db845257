import { Injectable } from '@nestjs/common';
import type { ApiResponse } from '../api/api.client.js';
import { CircuitBreakers } from './circuit-breakers.js';
import type { GetRequest, HttpLayer, NextLayer } from './layer.js';

/** Fails fast while Spotify fails repeatedly, and lets one call at a time probe whether it works again. */
@Injectable()
export class CircuitBreakerLayer implements HttpLayer {
  constructor(private readonly circuits: CircuitBreakers) {}

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { circuits } = this;
    const refusal = circuits.refusalOf(request);
    if (refusal) return Promise.reject(refusal);
    const probe = circuits.begin(request);
    return next(probe ? { ...request, probe: true } : request).then(
      (response) => {
        circuits.onSuccess(request, probe);
        return response;
      },
      (error: unknown) => {
        circuits.onError(request, probe, error);
        throw error;
      },
    );
  }
}

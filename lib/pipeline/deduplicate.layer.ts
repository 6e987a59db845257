import { Injectable } from '@nestjs/common';
import type { ApiResponse } from '../api/api.client.js';
import { deepFreeze } from '../resilience/deep-freeze.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from './http.layer.js';

/** Makes identical GETs in flight one request. A response that several callers get is frozen. */
@Injectable()
export class DeduplicateLayer implements HttpLayer {
  private readonly flights = new SingleFlight<ApiResponse>(({ data }) => deepFreeze(data));

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { headers, signal, deadline } = request;
    // A call with a deadline must not set the pace of others.
    if (deadline !== undefined) return next(request);
    // Conditional requests are keyed by their headers too: a 304 is useless to a caller without that copy.
    const response = responseKey(request);
    const key = headers ? `${response} ${JSON.stringify(headers)}` : response;
    return this.flights.run(
      key,
      (shared) => next(signal ? { ...request, signal: shared } : request),
      signal,
    );
  }
}

import { Injectable } from '@nestjs/common';
import { deepFreeze } from '../../core/deep-freeze.js';
import { SingleFlight } from '../../core/single-flight.js';
import type { TransportResponse } from '../../transport/spotify.transport.js';
import type { ApiRequest, HttpLayer, NextLayer } from '../http.layer.js';

/** Makes identical GETs in flight one request. An answer that several callers get is frozen. */
@Injectable()
export class CoalesceLayer implements HttpLayer {
  private readonly flights = new SingleFlight<TransportResponse>(({ data }) => deepFreeze(data));

  intercept(request: ApiRequest, next: NextLayer): Promise<TransportResponse> {
    const { url, headers, signal, deadline } = request;
    // A call with a deadline of its own must not set the pace of others.
    if (deadline !== undefined) return next(request);
    // With headers, it is a question about an answer of which not everyone has a copy.
    const key = headers ? `${url} ${JSON.stringify(headers)}` : url;
    return this.flights.run(
      key,
      (shared) => next(signal ? { ...request, signal: shared } : request),
      signal,
    );
  }
}

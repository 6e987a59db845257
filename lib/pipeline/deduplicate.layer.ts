import { Injectable } from '@nestjs/common';
import { isPersonal, type ApiResponse } from '../api/api.client.js';
import { deepFreeze } from '../resilience/deep-freeze.js';
import { SingleFlight } from '../resilience/single-flight.js';
import { responseKey, type GetRequest, type HttpLayer, type NextLayer } from './layer.js';

/**
 * Makes identical GETs in flight one request. A response that several callers get is frozen; where it turns out to be for
 * one caller only, those who waited for it send requests of their own.
 */
@Injectable()
export class DeduplicateLayer implements HttpLayer {
  private readonly flights = new SingleFlight<ApiResponse>((response) => {
    if (!isPersonal(response)) deepFreeze(response.data);
  });

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { headers, signal, deadline, cache } = request;
    // A call with a deadline must not set the pace of others, and one that demands a new response must not get an older.
    if (deadline !== undefined || cache === 'reload' || cache === 'no-store') return next(request);
    // Conditional requests are keyed by their headers too: a 304 is useless to a caller without that copy.
    const response = responseKey(request);
    const key = headers ? `${response} ${JSON.stringify(headers)}` : response;
    const joined = this.flights.join(key, signal);
    if (!joined) {
      const send = (shared: AbortSignal | undefined) =>
        next(signal ? { ...request, signal: shared } : request);
      return this.flights.start(key, send, signal);
    }
    request.trace?.served('joined');
    // Called in this caller's own async context, from which interceptors may take the user.
    const sendOwn = () => {
      request.trace?.served('sent');
      return next(request);
    };
    return joined.then(
      (shared) => (isPersonal(shared) ? sendOwn() : shared),
      (error: unknown) => {
        if (isPersonal(error)) return sendOwn();
        throw error;
      },
    );
  }
}

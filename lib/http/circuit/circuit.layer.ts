import { Injectable } from '@nestjs/common';
import { Circuit, type Verdict } from '../../core/circuit.js';
import { isTransient } from '../../errors/is-transient.js';
import { SpotifyApiError } from '../../errors/spotify-api.error.js';
import { SpotifyRateLimitError } from '../../errors/spotify-rate-limit.error.js';
import { SpotifyServerError } from '../../errors/spotify-server.error.js';
import { SpotifyTransport } from '../../transport/spotify.transport.js';
import type { TransportRequest, TransportResponse } from '../../transport/spotify.transport.js';
import type { HttpLayer, NextLayer } from '../http.layer.js';

/** Fails fast while Spotify fails steadily, and lets one call at a time find out whether it is back. */
@Injectable()
export class CircuitLayer implements HttpLayer {
  private readonly circuit = new Circuit({ threshold: 10, minDelay: 1000, maxDelay: 30_000 });

  constructor(private readonly transport: SpotifyTransport) {}

  intercept(request: TransportRequest, next: NextLayer): Promise<TransportResponse> {
    const { refusal } = this.circuit;
    if (!refusal) {
      return this.circuit.run(
        () => next(request),
        (error) => verdict(error, request.signal),
      );
    }
    const failure = { ...this.transport.facts(request), status: 503, spotifyMessage: '' };
    const retryAt = new Date(Date.now() + refusal.retryIn);
    return Promise.reject(new SpotifyServerError(failure, retryAt, refusal.cause));
  }
}

function verdict(error: unknown, signal: AbortSignal | undefined): Verdict {
  if (signal?.aborted) return 'unknown'; // its deadline says nothing of Spotify
  if (isTransient(error)) return 'failed';
  return error instanceof SpotifyApiError && !(error instanceof SpotifyRateLimitError)
    ? 'well'
    : 'unknown';
}

import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { shuttingDown } from '../../errors/shutting-down.js';
import { SpotifyApiError } from '../../errors/spotify-api.error.js';
import { SpotifyRateLimitError } from '../../errors/spotify-rate-limit.error.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import {
  SpotifyTransport,
  type TransportRequest,
  type TransportResponse,
} from '../../transport/spotify.transport.js';
import type { HttpLayer, NextLayer } from '../http.layer.js';
import { RateLimitGate, TooLate } from './rate-limit.gate.js';

/** After so many 429s in a row the endpoint itself is suspected. */
const SUSPICIOUS = 3;

/**
 * Keeps to Spotify's rate limit: a 429 stops all calls of this client for its Retry-After, and the call is sent again in
 * its turn. Calls that cannot wait that long fail at once.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
@Injectable()
export class RateLimitLayer implements HttpLayer, BeforeApplicationShutdown {
  private readonly logger = new Logger(RateLimitLayer.name);
  private readonly gate: RateLimitGate;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly transport: SpotifyTransport,
  ) {
    this.gate = new RateLimitGate({ ...config.rateLimit, concurrency: config.concurrency });
  }

  async intercept(request: TransportRequest, next: NextLayer): Promise<TransportResponse> {
    const ticket = this.gate.ticket(request.signal, request.deadline);
    let limited: SpotifyRateLimitError | undefined;
    for (;;) {
      try {
        const turn = this.gate.enter(ticket);
        if (turn) await turn;
      } catch (reason) {
        throw reason instanceof TooLate ? this.tooLate(reason, request, limited) : reason;
      }
      try {
        const response = await next(request);
        this.gate.succeeded();
        return response;
      } catch (error) {
        // A caller may abort with an error that it got from another client.
        const isReason = error === request.signal?.reason;
        if (isReason || !(error instanceof SpotifyRateLimitError && this.isOfApi(error))) {
          if (isAnswered(error)) this.gate.succeeded();
          throw error;
        }
        limited = error;
        this.closeGate(error);
      } finally {
        this.gate.leave();
      }
    }
  }

  beforeApplicationShutdown(): void {
    this.gate.close(shuttingDown(this.config.apiUrl));
  }

  /** The accounts service has limits of its own, and its 429 comes through here too. */
  private isOfApi(error: SpotifyRateLimitError): boolean {
    return error.url.startsWith(this.config.apiUrl);
  }

  private closeGate({ retryAt, url }: SpotifyRateLimitError): void {
    const pause = retryAt.getTime() - Date.now();
    this.gate.limited(performance.now() + pause);
    this.logger.warn(`429 at ${url}: nothing is sent for ${Math.ceil(pause / 1000)} s`);
  }

  private tooLate(
    { readyAt, queueFull }: TooLate,
    request: TransportRequest,
    limited: SpotifyRateLimitError | undefined,
  ): SpotifyRateLimitError {
    const retryAt = new Date(Date.now() + readyAt - performance.now());
    const { maxWait, maxQueue } = this.config.rateLimit;
    const why = queueFull
      ? `${maxQueue} calls already wait for the rate limit (rateLimit.maxQueue)`
      : `The rate limit is used up, and the wait is longer than the call may take (rateLimit.maxWait is ${maxWait} ms)`;
    const suspicion =
      this.gate.strikes >= SUSPICIOUS
        ? `. ${this.gate.strikes} answers in a row were 429: this endpoint may not be open to your app`
        : '';
    return new SpotifyRateLimitError(
      {
        ...this.transport.facts(request),
        status: 429,
        spotifyMessage: limited?.spotifyMessage ?? '',
      },
      retryAt,
      `${why}; try again at ${retryAt.toISOString()}${suspicion}`,
      limited?.cause,
    );
  }
}

/** A 404 or its like shows, as a success does, that the limit has passed. */
function isAnswered(error: unknown): boolean {
  return error instanceof SpotifyApiError && error.status < 500 && error.status !== 429;
}

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
import { RateLimitGate, type Ticket, TooLate } from './rate-limit.gate.js';

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

  intercept(request: TransportRequest, next: NextLayer): Promise<TransportResponse> {
    return this.pass(this.gate.ticket(request.signal, request.deadline), request, next);
  }

  beforeApplicationShutdown(): void {
    this.gate.close(shuttingDown(this.config.apiUrl));
  }

  /** Through the gate, and through it again after each 429, of which `limited` is the last. */
  private pass(
    ticket: Ticket,
    request: TransportRequest,
    next: NextLayer,
    limited?: SpotifyRateLimitError,
  ): Promise<TransportResponse> {
    const send = () =>
      next(request).then(
        (response) => {
          this.gate.succeeded();
          this.gate.leave();
          return response;
        },
        (error: unknown) => {
          try {
            if (error === request.signal?.reason || !this.isLimited(error)) {
              if (isAnswered(error)) this.gate.succeeded();
              throw error;
            }
            this.gate.limited(performance.now() + pauseOf(error));
          } finally {
            this.gate.leave(); // last: a closed gate lets nobody follow
          }
          const seconds = Math.ceil(pauseOf(error) / 1000);
          this.logger.warn(`429 at ${error.url}: nothing is sent for ${seconds} s`);
          return this.pass(ticket, request, next, error);
        },
      );
    const turn = this.gate.enter(ticket);
    if (!turn) return send();
    return turn.then(send, (reason: unknown) => {
      throw reason instanceof TooLate ? this.tooLate(reason, request, limited) : reason;
    });
  }

  /** The accounts service has limits of its own, and its 429 comes through here too. */
  private isLimited(error: unknown): error is SpotifyRateLimitError {
    return error instanceof SpotifyRateLimitError && error.url.startsWith(this.config.apiUrl);
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

/** In ms, how long from now on. */
function pauseOf({ retryAt }: SpotifyRateLimitError): number {
  return retryAt.getTime() - Date.now();
}

/** A 404 or its like shows, as a success does, that the limit has passed. */
function isAnswered(error: unknown): boolean {
  return error instanceof SpotifyApiError && error.status < 500 && error.status !== 429;
}

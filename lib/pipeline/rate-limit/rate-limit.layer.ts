import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { ApiClient, type ApiResponse } from '../../api/api.client.js';
import { SpotifyApiError, SpotifyRateLimitError } from '../../errors/api.errors.js';
import { isGrantError } from '../../errors/classify.js';
import { shutdownError } from '../../errors/request.errors.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import type { GetRequest, HttpLayer, NextLayer } from '../http.layer.js';
import { QueueRejection, RequestQueue } from './request-queue.js';

/** After so many 429s in a row the endpoint itself may be closed to the app. */
const SUSPICIOUS_429S = 3;

/**
 * Keeps to Spotify's rate limit: a 429 pauses all calls of this client for its Retry-After, and the call is sent again in
 * its turn. Calls that cannot wait that long fail at once.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/rate-limits
 */
@Injectable()
export class RateLimitLayer implements HttpLayer, BeforeApplicationShutdown {
  private readonly logger = new Logger(RateLimitLayer.name);
  private readonly queue: RequestQueue;

  constructor(
    private readonly config: SpotifyConfig,
    private readonly api: ApiClient,
  ) {
    this.queue = new RequestQueue({ ...config.rateLimit, concurrency: config.concurrency });
  }

  async intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const ticket = this.queue.ticket(request.signal, request.deadline);
    let limited: SpotifyRateLimitError | undefined;
    for (;;) {
      try {
        const turn = this.queue.enter(ticket);
        if (turn) await turn;
      } catch (reason) {
        throw reason instanceof QueueRejection ? this.rejected(reason, request, limited) : reason;
      }
      try {
        const response = await next(request);
        this.queue.onSuccess();
        return response;
      } catch (error) {
        // A caller may abort with an error that it got from another client.
        const isAbort = error === request.signal?.reason;
        if (isAbort || !isApi429(error)) {
          if (isResponse(error)) this.queue.onSuccess();
          throw error;
        }
        limited = error;
        this.pause(error);
      } finally {
        this.queue.leave();
      }
    }
  }

  beforeApplicationShutdown(): void {
    this.queue.close();
  }

  private pause({ retryAt, url }: SpotifyRateLimitError): void {
    const pause = retryAt.getTime() - Date.now();
    this.queue.onLimited(performance.now() + pause);
    this.logger.warn(`429 at ${url}: no request for ${Math.ceil(pause / 1000)} s`);
  }

  private rejected(
    { reason, readyAt }: QueueRejection,
    request: GetRequest,
    limited: SpotifyRateLimitError | undefined,
  ): Error {
    if (reason === 'closed') return shutdownError(this.api.describe(request));
    const retryAt = new Date(Date.now() + readyAt - performance.now());
    const { maxWait, maxQueue } = this.config.rateLimit;
    const problem =
      reason === 'queue-full'
        ? `${maxQueue} calls already wait for the rate limit (rateLimit.maxQueue)`
        : `The rate limit is used up, and the wait is longer than the call may take (rateLimit.maxWait is ${maxWait} ms)`;
    const suspicion =
      this.queue.consecutive429s >= SUSPICIOUS_429S
        ? `. ${this.queue.consecutive429s} responses in a row were 429: this endpoint may not be open to your app`
        : '';
    return new SpotifyRateLimitError({
      request: this.api.describe(request),
      status: 429,
      spotifyMessage: limited?.spotifyMessage,
      spotifyReason: limited?.spotifyReason,
      headers: limited?.headers,
      retryAt,
      hint: `${problem}; try again at ${retryAt.toISOString()}${suspicion}`,
      cause: limited?.cause,
    });
  }
}

/** The accounts service has limits of its own, and its 429 comes through here too. */
function isApi429(error: unknown): error is SpotifyRateLimitError {
  return error instanceof SpotifyRateLimitError && !isGrantError(error);
}

/** A 404 or its like shows, as a success does, that the limit has passed. */
function isResponse(error: unknown): boolean {
  return error instanceof SpotifyApiError && error.status < 500 && error.status !== 429;
}

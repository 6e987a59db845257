import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { SpotifyBadRequestError } from './api.errors.js';
import { SpotifyConfigError } from './base.errors.js';
import { SpotifyNotFoundError } from './api.errors.js';
import { SpotifyRateLimitError } from './api.errors.js';
import { SpotifyTimeoutError } from './request.errors.js';
import { SpotifyUnavailableError } from './base.errors.js';
import { SpotifyError } from './base.errors.js';

/** The part of a response that Express and Fastify have in common. */
interface HttpResponse {
  header(name: string, value: string): unknown;
  status(code: number): { send(body: unknown): unknown };
}

interface Answer {
  readonly status: number;
  readonly message: string;
}

/**
 * Answers the app's own clients when a call to Spotify failed: 404 and 400 as they are, 503 with Retry-After for a rate
 * limit, 504 for a timeout, 501 for an endpoint the app's quota mode lacks, 502 for credentials, 5xx and the rest.
 *
 * @example
 * ```ts
 * @Controller('albums')
 * @UseFilters(SpotifyExceptionFilter)
 * export class AlbumsController {}
 * ```
 */
@Catch(SpotifyError)
export class SpotifyExceptionFilter implements ExceptionFilter<SpotifyError> {
  private readonly logger = new Logger(SpotifyExceptionFilter.name);

  catch(error: SpotifyError, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const response = host.switchToHttp().getResponse<HttpResponse>();
    const { status, message } = answerTo(error);
    if (status >= 500) this.logger.error(error.message);
    const retryAt = 'retryAt' in error ? error.retryAt : undefined;
    if (retryAt instanceof Date) {
      const seconds = Math.ceil((retryAt.getTime() - Date.now()) / 1000);
      response.header('Retry-After', String(Math.max(seconds, 1)));
    }
    response.status(status).send({ statusCode: status, message });
  }
}

/** What the app's client may know: its own mistakes in full, ours in a word. */
function answerTo(error: SpotifyError): Answer {
  if (error instanceof SpotifyNotFoundError) {
    return {
      status: 404,
      message: error.spotifyMessage || 'Not found on Spotify',
    };
  }
  if (error instanceof SpotifyBadRequestError) {
    return { status: 400, message: error.spotifyMessage || error.message };
  }
  if (error instanceof SpotifyRateLimitError) {
    return {
      status: 503,
      message: 'Spotify asks for a pause; try again later',
    };
  }
  if (error instanceof SpotifyTimeoutError) {
    return { status: 504, message: 'Spotify did not answer in time' };
  }
  if (error instanceof SpotifyUnavailableError) {
    return { status: 501, message: error.message };
  }
  if (error instanceof SpotifyConfigError) {
    return { status: 500, message: 'Internal server error' };
  }
  return { status: 502, message: 'Spotify could not be asked' };
}

import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import {
  SpotifyBadRequestError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
} from './api.errors.js';
import { SpotifyConfigError, SpotifyError, SpotifyUnavailableError } from './base.errors.js';
import { SpotifyNetworkError, SpotifyTimeoutError } from './request.errors.js';

/** What the app's own client is told, in every context. */
interface ClientError {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
  /** In seconds. */
  readonly retryAfter?: number;
}

/** The part of a response that Express and Fastify have in common; each has one of the last two. */
interface HttpResponse {
  header(name: string, value: string): unknown;
  status(code: number): { send(body: unknown): unknown };
  readonly headersSent?: boolean;
  readonly sent?: boolean;
}

/** A client of a gateway: socket.io's sends events, a native one only messages. */
interface WsClient {
  emit(event: string, data: unknown): unknown;
  send(message: string): unknown;
  /** Only native ones have it. */
  readonly readyState?: number;
}

/**
 * Tells the app's own clients that a call to Spotify failed, in every Nest context:
 *
 * - HTTP (Express and Fastify): 404 and 400 as they are, 503 with Retry-After for a rate limit or while the app shuts
 *   down, 504 for a timeout, 501 for an endpoint that the app's quota mode lacks, 502 for credentials, 5xx and the rest;
 * - GraphQL: an error with `extensions: { code, status }`, such as `NOT_FOUND` and 404;
 * - microservices: an observable that fails with `{ statusCode, code, message }`;
 * - WebSockets (socket.io and ws): an `exception` event with `{ statusCode, code, message }`.
 *
 * A client is told its own mistakes in full, and nothing of the app's configuration or of upstream URLs. Nest has no
 * global filters for gateways: there, and for a controller by itself, use `@UseFilters(SpotifyExceptionFilter)`.
 *
 * @example
 * ```ts
 * const providers = [{ provide: APP_FILTER, useClass: SpotifyExceptionFilter }];
 * ```
 */
@Catch(SpotifyError)
export class SpotifyExceptionFilter implements ExceptionFilter<SpotifyError> {
  private readonly logger = new Logger(SpotifyExceptionFilter.name);

  catch(error: SpotifyError, host: ArgumentsHost): Error | Observable<never> | void {
    const clientError = clientErrorFor(error);
    if (clientError.statusCode >= 500) this.logger.error(error.message);
    switch (host.getType<'http' | 'rpc' | 'ws' | 'graphql'>()) {
      case 'http':
        return respond(host.switchToHttp().getResponse(), clientError);
      case 'graphql':
        return graphqlError(clientError); // graphql fails a field whose resolver returns an error
      case 'rpc':
        return throwError(() => clientError);
      case 'ws':
        return emitException(host.switchToWs().getClient(), clientError);
      default:
        throw error;
    }
  }
}

function respond(response: HttpResponse, { statusCode, message, retryAfter }: ClientError): void {
  if (response.headersSent || response.sent) return; // a stream had begun
  if (retryAfter !== undefined) response.header('Retry-After', String(retryAfter));
  response.status(statusCode).send({ statusCode, message });
}

/** Made by its form, so that `graphql` need not be installed. */
function graphqlError({ statusCode, code, message, retryAfter }: ClientError): Error {
  return Object.assign(new Error(message), {
    extensions: { code, status: statusCode, ...(retryAfter !== undefined && { retryAfter }) },
  });
}

function emitException(client: WsClient, clientError: ClientError): void {
  if (client.readyState === undefined) client.emit('exception', clientError);
  else client.send(JSON.stringify({ event: 'exception', data: clientError }));
}

/** What the app's client may know: its own mistakes in full, of ours only that there is one. */
function clientErrorFor(error: SpotifyError): ClientError {
  if (error instanceof SpotifyNotFoundError) {
    const message = withoutUrls(error.spotifyMessage) || 'Not found on Spotify';
    return { statusCode: 404, code: 'NOT_FOUND', message };
  }
  if (error instanceof SpotifyBadRequestError) {
    const message = error.problem ?? withoutUrls(error.spotifyMessage);
    return { statusCode: 400, code: 'BAD_REQUEST', message: message || 'Bad request' };
  }
  if (error instanceof SpotifyTimeoutError) {
    const message = 'Spotify did not respond in time';
    return { statusCode: 504, code: 'GATEWAY_TIMEOUT', message };
  }
  if (error instanceof SpotifyUnavailableError) {
    const message = 'Spotify does not offer this to this service';
    return { statusCode: 501, code: 'NOT_IMPLEMENTED', message };
  }
  if (error instanceof SpotifyConfigError) {
    return { statusCode: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };
  }
  const retryAfter = retryAfterOf(error);
  if (error instanceof SpotifyRateLimitError) {
    const message = 'Spotify rate limit reached; try again later';
    return { statusCode: 503, code: 'SERVICE_UNAVAILABLE', message, retryAfter };
  }
  if (error instanceof SpotifyNetworkError && error.code === 'ESHUTDOWN') {
    const message = 'The service is shutting down';
    return { statusCode: 503, code: 'SERVICE_UNAVAILABLE', message };
  }
  const message = 'Spotify is unavailable';
  return { statusCode: 502, code: 'BAD_GATEWAY', message, retryAfter };
}

/** In whole seconds, at least one. */
function retryAfterOf(error: SpotifyError): number | undefined {
  const retryAt = 'retryAt' in error ? error.retryAt : undefined;
  if (!(retryAt instanceof Date)) return undefined;
  return Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1000));
}

/** A proxy's error page may name the URL requested. */
function withoutUrls(message: string): string {
  return message.replace(/\bhttps?:\/\/\S+/gi, '').trim();
}

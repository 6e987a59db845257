import { AxiosHeaders, isAxiosError, isCancel, type AxiosError } from 'axios';
import { redact, safeCause } from '../errors/redact.js';
import { SpotifyApiError, type ApiFailure } from '../errors/spotify-api.error.js';
import { SpotifyAuthError } from '../errors/spotify-auth.error.js';
import { SpotifyBadRequestError } from '../errors/spotify-bad-request.error.js';
import { SpotifyForbiddenError } from '../errors/spotify-forbidden.error.js';
import { SpotifyNetworkError } from '../errors/spotify-network.error.js';
import { SpotifyNotFoundError } from '../errors/spotify-not-found.error.js';
import { SpotifyRateLimitError } from '../errors/spotify-rate-limit.error.js';
import type { RequestFacts } from '../errors/spotify-request.error.js';
import { SpotifyResponseError } from '../errors/spotify-response.error.js';
import { SpotifyServerError } from '../errors/spotify-server.error.js';
import { SpotifyTimeoutError } from '../errors/spotify-timeout.error.js';
import { SpotifyUnauthorizedError } from '../errors/spotify-unauthorized.error.js';
import { ATTACHED, type BearerRequest } from './bearer-token.js';
import { parseRetryAfter } from './retry-after.js';

/** What a 429 without a usable Retry-After counts as, in ms. */
const DEFAULT_RETRY_AFTER = 5000;

const TIMEOUTS = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/**
 * The library's error for what axios rejected with: nothing of axios' own error, which carries the Authorization header
 * in its config, gets further than this. Errors that are not axios' (a user's interceptor threw them, or this library)
 * pass.
 */
export function toSpotifyError(
  error: unknown,
  request: RequestFacts,
  signal?: AbortSignal,
): unknown {
  if (isCancel(error) && signal?.aborted) return signal.reason;
  if (!isAxiosError<unknown>(error)) return error;
  const secrets = secretsOf(error);
  const cause = safeCause(error, secrets);
  if (error.response) return fromAnswer(error.response, request, secrets, cause);
  const reason = redact(error.message, secrets);
  if (TIMEOUTS.has(error.code ?? '')) {
    return new SpotifyTimeoutError(`no answer in time (${reason})`, request, cause);
  }
  if (error.code === 'ERR_BAD_RESPONSE') {
    const message = `the answer could not be read (${reason})`;
    return new SpotifyResponseError(message, request, undefined, cause);
  }
  return new SpotifyNetworkError(`no answer (${reason})`, request, error.code, cause);
}

function fromAnswer(
  { status, headers, data }: { status: number; headers: Record<string, unknown>; data: unknown },
  request: RequestFacts,
  secrets: readonly string[],
  cause: unknown,
): SpotifyApiError | SpotifyAuthError | SpotifyResponseError {
  if (status < 400) {
    return new SpotifyResponseError(
      `answered ${status}, where only 200 is expected; redirects are not followed. Check apiUrl and accountsUrl`,
      request,
      status,
      cause,
    );
  }
  const { method, url, attempts } = request;
  // The token request is the only POST, and its 429 is a rate limit as any other.
  if (method === 'POST' && status !== 429 && isOAuthError(data)) {
    const { error, error_description } = data;
    const errorDescription =
      typeof error_description === 'string' ? short(redact(error_description, secrets)) : undefined;
    const failure = { status, error: short(redact(error, secrets)), errorDescription };
    return new SpotifyAuthError(failure, url, attempts, cause);
  }
  const spotifyMessage = messageIn(data, secrets);
  const failure: ApiFailure = { method, url, attempts, status, spotifyMessage };
  if (status === 400) return new SpotifyBadRequestError(failure, undefined, cause);
  if (status === 401)
    return new SpotifyUnauthorizedError(failure, 'A new token was refused too', cause);
  if (status === 403) return new SpotifyForbiddenError(failure, cause);
  if (status === 404) return new SpotifyNotFoundError(failure, undefined, cause);
  if (status === 429) {
    const wait = parseRetryAfter(headers['retry-after']) ?? DEFAULT_RETRY_AFTER;
    return new SpotifyRateLimitError(failure, new Date(Date.now() + wait), undefined, cause);
  }
  if (status >= 500) return new SpotifyServerError(failure, undefined, cause);
  return new SpotifyApiError(failure, undefined, cause);
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function isOAuthError(data: unknown): data is { error: string; error_description?: unknown } {
  return isObject(data) && typeof data['error'] === 'string';
}

/** What the answer says, in whatever form: Spotify's JSON, a proxy's, plain text, HTML or nothing. */
function messageIn(data: unknown, secrets: readonly string[]): string {
  if (typeof data === 'string') {
    const start = redact(data, secrets).slice(0, 10_000);
    const text = start.replace(/<(style|script)\b[^]*?<\/\1>|<[^>]*>/gi, ' ');
    return short(redact(text, secrets)); // again, for tags may have stood within
  }
  const error = isObject(data) ? data['error'] : undefined;
  const message = isObject(error) ? error['message'] : error;
  return typeof message === 'string' ? short(redact(message, secrets)) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Cut only after secrets are out: part of one would not be found. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** The credentials this very request carried, in each form a server could echo. */
function secretsOf({ config }: AxiosError): string[] {
  const token = (config as BearerRequest | undefined)?.[ATTACHED];
  const header: unknown = config && AxiosHeaders.from(config.headers).get('Authorization');
  const carried = token ? [token.accessToken] : [];
  if (typeof header !== 'string') return carried;
  const [scheme, credentials = ''] = header.split(' ');
  if (scheme !== 'Basic') return [...carried, credentials];
  const [, encoded = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return [credentials, encoded, formDecoded(encoded)];
}

/** A user's own Authorization header may hold what was never encoded. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

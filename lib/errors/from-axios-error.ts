import { isAxiosError, isCancel, type AxiosResponse } from 'axios';
import { redact, safeCause } from './redact.js';
import {
  SpotifyNetworkError,
  SpotifyResponseError,
  SpotifyTimeoutError,
  type RequestInfo,
} from './request.errors.js';

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT']);
const MAX_MESSAGE_LENGTH = 200;

/** An HTTP response with a status of 400 or more, and what an error made of it may need. */
export interface ErrorResponse {
  readonly request: RequestInfo;
  readonly response: Pick<AxiosResponse<unknown>, 'status' | 'headers' | 'data'>;
  /** Credentials sent with the request, which the response may echo. */
  readonly secrets: readonly string[];
  /** Axios' error without its secrets. */
  readonly cause: unknown;
}

/** What `fromAxiosError` needs besides the error. */
export interface AxiosErrorContext {
  readonly request: RequestInfo;
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal;
  /** The Web API and the accounts service have error formats of their own. */
  readonly fromResponse: (response: ErrorResponse) => Error;
}

/**
 * Converts what axios rejected with into this library's error. Axios' own error carries the Authorization header in its
 * config and must get no further than this. Errors that are not axios' (from a user's interceptor, or this library's
 * own) pass unchanged.
 */
export function fromAxiosError(error: unknown, context: AxiosErrorContext): unknown {
  const { request, secrets, signal, fromResponse } = context;
  if (isCancel(error) && signal?.aborted) return signal.reason;
  if (!isAxiosError<unknown>(error)) return error;
  const { response, code } = error;
  const cause = safeCause(error, secrets);
  if (response && response.status >= 400)
    return fromResponse({ request, response, secrets, cause });
  if (response) return redirectError(request, response.status, cause);
  const message = redact(error.message, secrets);
  if (TIMEOUT_CODES.has(code ?? '')) {
    return new SpotifyTimeoutError({ request, message: `no response in time (${message})`, cause });
  }
  if (code === 'ERR_BAD_RESPONSE') {
    const unreadable = `the response could not be read (${message})`;
    return new SpotifyResponseError({ request, message: unreadable, cause });
  }
  return new SpotifyNetworkError({ request, message: `no response (${message})`, code, cause });
}

function redirectError(request: RequestInfo, status: number, cause: unknown): SpotifyResponseError {
  return new SpotifyResponseError({
    request,
    message: `status ${status} where only 200 is expected; redirects are not followed. Check apiUrl and accountsUrl`,
    status,
    cause,
  });
}

/** A success whose body is not JSON, or is missing. */
export function notJsonError(
  request: RequestInfo,
  { status, headers, data }: ErrorResponse['response'],
): SpotifyResponseError {
  const type: unknown = headers['content-type'];
  const body =
    typeof data === 'string' && data !== ''
      ? `${data.length} characters of ${typeof type === 'string' ? type : 'no content type'}`
      : 'no body';
  const message = `status ${status} with ${body}, where JSON is expected`;
  return new SpotifyResponseError({ request, message, status });
}

/** The message in an error response's body, in whatever form: Spotify's JSON, a proxy's, plain text, HTML or nothing. */
export function messageIn(data: unknown, secrets: readonly string[]): string {
  if (typeof data === 'string') {
    const start = redact(data, secrets).slice(0, 10_000);
    const text = start.replace(/<(style|script)\b[^]*?<\/\1>|<[^>]*>/gi, ' ');
    return safeText(text, secrets); // redacted again: tags may have stood inside a secret
  }
  const error = isObject(data) ? data['error'] : undefined;
  const message = isObject(error) ? error['message'] : error;
  return typeof message === 'string' ? safeText(message, secrets) : '';
}

/** One line of a server's text, without secrets, cut to a length for a log. Redacted first: half a secret is not found. */
export function safeText(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets).replace(/\s+/g, ' ').trim();
  return line.length > MAX_MESSAGE_LENGTH ? `${line.slice(0, MAX_MESSAGE_LENGTH)}…` : line;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

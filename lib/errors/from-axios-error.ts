import { isAxiosError, isCancel, type AxiosResponse } from 'axios';
import { safeCause } from './redact.js';
import {
  SpotifyNetworkError,
  SpotifyResponseError,
  SpotifyTimeoutError,
  type RequestInfo,
} from './request.errors.js';
import { safeText } from './server-text.js';

const TIMEOUT_CODES = new Set(['ECONNABORTED', 'ETIMEDOUT']);

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
  // One of axios' own adapters that gave up on a body leaves the success on its error.
  if (response && response.status >= 300) return redirectError(request, response.status, cause);
  const message = safeText(error.message, secrets);
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
export function notJsonError({
  request,
  response,
  secrets,
}: Omit<ErrorResponse, 'cause'>): SpotifyResponseError {
  const { status, headers, data } = response;
  const type: unknown = headers['content-type'];
  const body =
    typeof data === 'string' && data !== ''
      ? `${data.length} characters of ${typeof type === 'string' ? safeText(type, secrets) : 'no content type'}`
      : 'no body';
  const message = `status ${status} with ${body}, where JSON is expected`;
  return new SpotifyResponseError({ request, message, status });
}

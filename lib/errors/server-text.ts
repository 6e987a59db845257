import type { AxiosResponse } from 'axios';
import { redact } from './redact.js';

const MAX_LENGTH = 200;
/** Stripped of its tags only so far: a page may be megabytes long. */
const MAX_HTML_LENGTH = 10_000;

/** Headers that carry credentials or a session. */
const SECRET_HEADERS = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'set-cookie2',
]);

/** The headers of a response, names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/**
 * One line of a server's text that is safe in a message, a field and a log: without `secrets` and other credentials,
 * without characters that a terminal obeys, and cut. EVERY text of a server passes here before it stands in an error.
 *
 * @param secrets - what was sent with the request, which the server may echo
 */
export function safeText(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets).replace(/\s+/g, ' ').trim(); // redacted first: half a secret is not found
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

/** The message in an error response's body, in whatever form: Spotify's JSON, a proxy's, plain text, HTML or nothing. */
export function messageIn(data: unknown, secrets: readonly string[]): string {
  if (typeof data === 'string') {
    const start = redact(data, secrets).slice(0, MAX_HTML_LENGTH);
    const text = start.replace(/<(style|script)\b[^]*?<\/\1>|<[^>]*>/gi, ' ');
    return safeText(text, secrets); // redacted again: tags may have stood inside a secret
  }
  const error = isObject(data) ? data['error'] : undefined;
  const message = isObject(error) ? error['message'] : error;
  return typeof message === 'string' ? safeText(message, secrets) : '';
}

/** The `reason` in the body of an error response of Spotify's, such as `QUOTA_EXCEEDED`. */
export function reasonIn(data: unknown, secrets: readonly string[]): string | undefined {
  const error = isObject(data) ? data['error'] : undefined;
  const reason = isObject(error) ? error['reason'] : undefined;
  return typeof reason === 'string' ? safeText(reason, secrets) : undefined;
}

/** A response's headers without those that carry secrets; several of one name are joined. */
export function headersOf(
  headers: AxiosResponse['headers'],
  secrets: readonly string[],
): ResponseHeaders {
  const safe: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers as Record<string, unknown>)) {
    const name = header.toLowerCase();
    if (SECRET_HEADERS.has(name) || value === undefined || value === null) continue;
    const text = Array.isArray(value) ? value.join(', ') : `${value as string | number}`;
    safe[safeText(name, secrets)] = safeText(text, secrets);
  }
  return safe;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

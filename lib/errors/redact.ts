const REDACTED = '[redacted]';

/**
 * What a terminal or a log viewer obeys instead of showing: control characters but for tabs and line feeds, and marks that
 * turn the direction of the text after them.
 *
 * @see https://trojansource.codes
 */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A text without the characters that a terminal or a log viewer obeys instead of showing. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/**
 * Takes credentials out of a text: Authorization values, OAuth 2.0 parameters in forms and JSON, and every one of
 * `secrets` wherever it stands. What is left is printable.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = printable(text); // first, for such a character may stand inside a secret
  for (const secret of secrets) {
    if (secret) clean = clean.replaceAll(secret, REDACTED);
  }
  return clean
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${REDACTED}`)
    .replace(
      /\b(access_token|client_secret)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
      `$1$2${REDACTED}`,
    );
}

/**
 * A foreign error (of axios, undici or Node) as a cause that is safe to print: name, message, code and stack, without
 * the request and response objects that carry the Authorization header.
 */
export function safeCause(error: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  try {
    const { name, message, code, stack, cause } = error as Record<string, unknown>;
    const copy = new Error(typeof message === 'string' ? redact(message, secrets) : '', {
      cause: safeCause(cause, secrets, depth + 1),
    });
    copy.name = typeof name === 'string' ? name : 'Error';
    const trace = typeof stack === 'string' ? stack : `${copy.name}: ${copy.message}`;
    copy.stack = redact(trace, secrets);
    return typeof code === 'string' ? Object.assign(copy, { code }) : copy;
  } catch {
    return undefined; // users' code may throw anything, a getter that throws included
  }
}

/** What a user's code threw, as text for a log: it may be anything, and need not be printable. */
export function printThrown(error: unknown): string {
  try {
    return redact(String(error));
  } catch {
    return 'What it threw cannot be printed.';
  }
}

/** The credentials in an Authorization header, in each form in which a server could echo them. */
export function credentialsIn(authorization: string): string[] {
  const [scheme, credentials = ''] = authorization.split(' ');
  if (scheme !== 'Basic') return [credentials];
  const [, encoded = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return [credentials, encoded, formDecoded(encoded)];
}

/** A user's own Authorization header may hold what was never form-encoded. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

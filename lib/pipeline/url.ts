import { invalidInput } from '../errors/api.errors.js';

/** One slash first, then only what RFC 3986 allows in a path and a query. */
const API_PATH = /^\/(?!\/)[\w\-.~%!$&'()*+,;=:@/?]*$/;
/** The URL parser takes `%2e` for a dot too, and climbs. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Query parameters by name. */
export type QueryParams = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** Accepts a path under `apiUrl`, and nothing that a URL parser could resolve elsewhere. */
export function checkApiPath(path: string): void {
  const mayClimb = path.includes('.') || path.includes('%'); // an object's path has neither
  if (API_PATH.test(path) && !(mayClimb && DOT_SEGMENT.test(path))) return;
  throw invalidInput(
    `${JSON.stringify(path)} is not a valid API path. Expected one that begins with a single slash, such as /markets, with all else percent-encoded`,
  );
}

/**
 * The query string with its question mark, parameters in the order of `params`; empty when there are none.
 *
 * @throws SpotifyBadRequestError for a value that is no text, number or flag, and for a text that is no Unicode
 */
export function toQuery(params: QueryParams | undefined): string {
  let query = '';
  for (const name in params) {
    const value = params[name];
    if (value === undefined) continue;
    const isList = Array.isArray(value);
    if (!(isList ? value.every(isPlain) : isPlain(value))) {
      throw invalidInput(
        `the parameter ${name} is ${kindOf(value)}; it takes a text, a number, a boolean, or a list of them`,
      );
    }
    query += `${query ? '&' : '?'}${encode(name)}=${encode(String(value))}`;
  }
  return query;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Not the value itself: whatever came here by mistake may hold a secret. */
function kindOf(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'a list of other things' : `of the type ${typeof value}`;
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw invalidInput(
      `${JSON.stringify(text)} holds half of a character, as a text does that was cut within an emoji`,
      "Cut it by characters: [...text].slice(0, 50).join('').",
    );
  }
}

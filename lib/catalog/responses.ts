import { type RequestInfo, SpotifyResponseError } from '../errors/request.errors.js';
import type { Page } from '../models/common.js';

const SPOTIFY_HOST = 'api.spotify.com';

/** What was requested, for an error about its response; a function, for its count of attempts is known at the end. */
export type Describe = () => RequestInfo;

/** The list that a response holds under a property. */
export function readList(
  response: unknown,
  property: string,
  describe: Describe,
  length?: number,
): unknown[] {
  const list = (response as Record<string, unknown> | null)?.[property];
  if (Array.isArray(list) && (length === undefined || list.length === length)) return list;
  const expected = length === undefined ? 'an array' : `an array of ${length}`;
  const message = `expected ${expected} under ${property}`;
  throw new SpotifyResponseError({ request: describe(), message, status: 200 });
}

/** The page that a response is, or holds under a property; `normalize` is applied to each item. */
export function readPage<T>(
  response: unknown,
  property: string | undefined,
  describe: Describe,
  normalize?: (item: T) => T,
): Page<T> {
  const page = (property ? (response as Record<string, unknown> | null)?.[property] : response) as
    | Page<T>
    | undefined;
  if (!Array.isArray(page?.items)) {
    const message = 'expected a paging object, but `items` is not an array';
    throw new SpotifyResponseError({ request: describe(), message, status: 200 });
  }
  return normalize ? { ...page, items: page.items.map((item) => normalize(item)) } : page;
}

/**
 * The offset in a page's `next` link; `undefined` at the end of the list, where Spotify sends `null`, or sometimes `""`.
 * Only that number is used: the request goes to `apiUrl` whatever the link's scheme and path. A link to another host than
 * that (or Spotify's, behind a proxy that passes its responses on) is an error.
 */
export function offsetIn(next: unknown, apiUrl: string, describe: Describe): number | undefined {
  if (next === null || next === undefined || next === '') return undefined;
  const link = typeof next === 'string' && URL.canParse(next) ? new URL(next) : undefined;
  const { host, origin } = new URL(apiUrl);
  if (link?.host !== host && link?.host !== SPOTIFY_HOST) {
    // Only the host is quoted, in lower case as URLs have it: a server may have echoed the token anywhere.
    const target = /^https?:$/.test(link?.protocol ?? '') ? ` to ${link?.host}` : '';
    const message = `the page's next link leads away from ${origin}${target} and was not followed`;
    throw new SpotifyResponseError({ request: describe(), message, status: 200 });
  }
  const offset = Number(link.searchParams.get('offset') ?? Number.NaN);
  return Number.isSafeInteger(offset) ? offset : undefined;
}

import { SpotifyResponseError } from '../errors/spotify-response.error.js';
import type { Page } from '../model/page.js';

/** The list that an answer holds under a property. */
export function readList(
  answer: unknown,
  property: string,
  path: string,
  length?: number,
): unknown[] {
  const list = (answer as Record<string, unknown> | null)?.[property];
  if (Array.isArray(list) && (length === undefined || list.length === length)) return list;
  const wanted = length === undefined ? 'a list' : `a list of ${length}`;
  throw unexpected(`the answer does not hold ${wanted} under ${property}`, path);
}

/** The page that an answer is, or holds under a property; `read` turns an entry as it came into the entry to give. */
export function readPage<T>(
  answer: unknown,
  property: string | undefined,
  path: string,
  read?: (entry: T) => T,
): Page<T> {
  const page = (property ? (answer as Record<string, unknown> | null)?.[property] : answer) as
    | Page<T>
    | undefined;
  if (!Array.isArray(page?.items)) {
    throw unexpected('the answer holds no page: its items are no list', path);
  }
  return read ? { ...page, items: page.items.map((item) => read(item)) } : page;
}

function unexpected(message: string, path: string): SpotifyResponseError {
  return new SpotifyResponseError(message, { method: 'GET', url: path, attempts: 1 }, 200);
}

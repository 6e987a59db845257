import type { ScriptedServer } from '../support/scripted-server.js';

/** How a paged list on a scripted server behaves; each part may be false. */
export interface ScriptedList {
  /** How many items there are. */
  length: number;
  /** What the responses give as `total`. */
  total?: unknown;
  /** The largest page; smaller than requested where it is less than `limit`. */
  page?: number;
  /** The `next` of the page at an offset; the right one by default. */
  next?: (offset: number, next: string | null) => unknown;
  /** An item of the list. */
  item?: (n: number) => unknown;
}

/** The page of the list that a URL requests by its `limit` and `offset`. */
export function pageOf(url: URL, list: ScriptedList) {
  const { length, total = length, page = Infinity, item = (n: number) => ({ id: n }) } = list;
  const limit = Number(url.searchParams.get('limit'));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const size = Math.max(0, Math.min(limit, page, length - offset));
  const after = new URL(url);
  after.searchParams.set('offset', String(offset + size));
  const next = offset + size < length ? after.href : null;
  return {
    href: url.href,
    items: Array.from({ length: size }, (_, index) => item(offset + index)),
    limit,
    next: list.next ? list.next(offset, next) : next,
    offset,
    previous: null,
    total,
  };
}

/** The offsets requested, in order of arrival. */
export function offsetsOf(server: ScriptedServer): number[] {
  return server.apiUrls().map((url) => Number(url.searchParams.get('offset') ?? 0));
}

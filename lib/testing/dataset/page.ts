import type { Page } from '../../models/common.js';
import type { View } from './view.js';

/** The requested part of a list, and the request's other parameters, which the links to other pages repeat. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
  readonly query?: URLSearchParams;
}

/** The first page of a list, as its owner embeds it; the links repeat the market. */
export function firstSlice({ market }: View, limit: number): Slice {
  return { limit, offset: 0, query: market ? new URLSearchParams({ market }) : undefined };
}

export interface PageOptions<T> {
  /** What a test added to the list. */
  readonly added?: readonly T[];
  /** Where: in front, in lists with the newest or the best first; at the end by default. */
  readonly addedFirst?: boolean;
  /** The largest `offset + limit`; no `next` leads beyond it. */
  readonly maxReach?: number;
}

/** One page of a list of `count` items, each made on demand, and those that a test added. */
export function page<T>(
  view: View,
  path: string,
  count: number,
  slice: Slice,
  itemAt: (index: number) => T,
  { added = [], addedFirst = false, maxReach = Infinity }: PageOptions<T> = {},
): Page<T> {
  const { limit, offset } = slice;
  const total = count + added.length;
  const end = Math.min(offset + limit, total);
  const firstAdded = addedFirst ? 0 : count;
  const items: T[] = [];
  for (let index = offset; index < end; index += 1) {
    const place = index - firstAdded;
    const isAdded = place >= 0 && place < added.length;
    if (isAdded) items.push(added[place] as T);
    else items.push(itemAt(addedFirst ? index - added.length : index));
  }
  const link = (at: number) =>
    view.href(`${path}?offset=${at}&limit=${limit}${otherParams(slice.query)}`);
  const more = limit > 0 && end < total && offset + limit * 2 <= maxReach;
  return {
    href: link(offset),
    items,
    limit,
    next: more ? link(offset + limit) : null,
    offset,
    previous: offset > 0 && limit > 0 ? link(Math.max(0, offset - limit)) : null,
    total,
  };
}

/** Search repeats its `q` as `query`. */
function otherParams(query: URLSearchParams | undefined): string {
  if (!query) return '';
  let text = '';
  for (const [name, value] of query) {
    if (name === 'offset' || name === 'limit') continue;
    text += `&${name === 'q' ? 'query' : name}=${encodeURIComponent(value)}`;
  }
  return text;
}

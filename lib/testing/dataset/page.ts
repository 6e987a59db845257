import type { Page } from '../../models/common.js';
import type { View } from './view.js';

/** Which part of a list is asked for, and with which other parameters, that the links to its neighbours repeat. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
  readonly query?: URLSearchParams;
}

/** The part of a list that its owner carries; the market goes on into the links. */
export function firstSlice({ market }: View, limit: number): Slice {
  return { limit, offset: 0, query: market ? new URLSearchParams({ market }) : undefined };
}

/** One page of a list of `total` items, each made when it is shown. */
export function page<T>(
  view: View,
  path: string,
  total: number,
  slice: Slice,
  itemAt: (index: number) => T,
  /** How far offset and limit may reach together. */
  ceiling = Infinity,
): Page<T> {
  const { limit, offset } = slice;
  const end = Math.min(offset + limit, total);
  const items: T[] = [];
  for (let index = offset; index < end; index += 1) items.push(itemAt(index));
  const link = (at: number) =>
    view.href(`${path}?${others(slice.query)}offset=${at}&limit=${limit}`);
  const more = limit > 0 && end < total && offset + limit * 2 <= ceiling;
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

function others(query: URLSearchParams | undefined): string {
  if (!query) return '';
  let text = '';
  for (const [name, value] of query) {
    if (name !== 'offset' && name !== 'limit') text += `${name}=${encodeURIComponent(value)}&`;
  }
  return text;
}

/** How a canned list behaves; each part may lie. */
export interface CannedList {
  /** How many items there are. */
  length: number;
  /** What the answers say there are. */
  total?: unknown;
  /** The largest page; shorter than asked for where it is less than `limit`. */
  page?: number;
  /** The `next` of the page at an offset; the true one when left out. */
  next?: (offset: number, next: string | null) => unknown;
  /** An item of the list. */
  item?: (n: number) => unknown;
}

/** Answers for a URL with `limit` and `offset` as a page of the list. */
export function cannedPage(url: URL, list: CannedList) {
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

export function offsetsOf(asked: readonly URL[]): number[] {
  return asked.map((url) => Number(url.searchParams.get('offset') ?? 0));
}

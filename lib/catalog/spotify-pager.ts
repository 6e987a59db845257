import { invalidInput } from '../errors/api.errors.js';
import type { Page } from '../models/common.js';
import { mapConcurrently } from '../resilience/map-concurrently.js';

/** A page and where the list goes on. */
export interface FetchedPage<T> {
  readonly page: Page<T>;
  /** The offset in the page's `next` link; `undefined` at the end. Throws when the link leaves the API. */
  nextOffset(): number | undefined;
}

/** How a list is fetched, and how far. */
export interface PageSource<T> {
  /** The offset of the first page. */
  readonly start: number;
  /** Items at or after this offset cannot be requested. */
  readonly ceiling: number;
  fetch(offset: number): Promise<FetchedPage<T>>;
}

export interface ToArrayOptions {
  /** The most items to collect. Default: all. */
  max?: number;
  /** How many pages are fetched concurrently once the total is known. Default 4. */
  concurrency?: number;
}

/**
 * A list of Spotify's, fetched as it is read: `await pager` is its first page, `for await` walks its items, `pages()` its
 * pages, and `toArray()` collects. Items that are `null` stay in pages and are skipped by `for await` and `toArray()`.
 *
 * Every way of reading throws what the endpoint's method does. The call's `signal` ends it wherever it is; its `deadline`
 * is each page's own, since the reader decides when the next one is fetched.
 */
export class SpotifyPager<T> implements PromiseLike<Page<T>>, AsyncIterable<NonNullable<T>> {
  private firstPage: Promise<FetchedPage<T>> | undefined;

  constructor(private readonly source: PageSource<T>) {}

  /** The first page, fetched once. */
  then<R1 = Page<T>, R2 = never>(
    onFulfilled?: ((page: Page<T>) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    return this.fetchFirst()
      .then(({ page }) => page)
      .then(onFulfilled, onRejected);
  }

  /** Walks the pages, to the last, to an empty one, or to a `next` that does not lead further. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let fetched = await this.fetchFirst();
    let offset = this.nextOffset(fetched, this.source.start);
    yield fetched.page;
    while (offset !== undefined) {
      fetched = await this.source.fetch(offset);
      if (fetched.page.items.length === 0) return;
      yield fetched.page;
      offset = this.nextOffset(fetched, offset);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<NonNullable<T>, void, undefined> {
    for await (const page of this.pages()) yield* page.items.filter(isPresent);
  }

  /**
   * Collects the items in order. Once the first page has told the total, pages are fetched concurrently; each is checked
   * against its `next` before it counts, because totals can be wrong and lists change while they are read.
   */
  async toArray({ max = Infinity, concurrency = 4 }: ToArrayOptions = {}): Promise<
    NonNullable<T>[]
  > {
    checkToArrayOptions(max, concurrency);
    const first = await this.fetchFirst();
    const items = first.page.items.filter(isPresent);
    let offset = this.nextOffset(first, this.source.start);
    const step = (offset ?? 0) - this.source.start;
    while (offset !== undefined && items.length < max) {
      const wanted = Math.ceil((max - items.length) / step);
      const known = Math.max(1, Math.ceil((first.page.total - offset) / step) || 1);
      const count = Math.min(concurrency, wanted, known);
      const offsets = offsetsFrom(offset, step, count, this.source.ceiling);
      const fetched = await mapConcurrently(offsets, concurrency, (at) => this.source.fetch(at));
      for (const [index, current] of fetched.entries()) {
        for (const item of current.page.items) if (isPresent(item)) items.push(item);
        const at = offsets[index]!;
        offset = this.nextOffset(current, at);
        if (offset !== at + step) break; // the offsets after it were computed for a list that has changed
      }
    }
    return items.slice(0, max);
  }

  private fetchFirst(): Promise<FetchedPage<T>> {
    this.firstPage ??= this.source.fetch(this.source.start);
    return this.firstPage;
  }

  /** Where the page's `next` leads, if that is further on than the page itself. */
  private nextOffset(fetched: FetchedPage<T>, offset: number): number | undefined {
    const next = fetched.page.items.length > 0 ? fetched.nextOffset() : undefined;
    return next !== undefined && next > offset && next < this.source.ceiling ? next : undefined;
  }
}

function offsetsFrom(start: number, step: number, count: number, ceiling: number): number[] {
  return Array.from({ length: count }, (_, index) => start + index * step).filter(
    (offset) => offset < ceiling,
  );
}

function isPresent<T>(item: T): item is NonNullable<T> {
  return item !== null && item !== undefined;
}

function checkToArrayOptions(max: number, concurrency: number): void {
  if (!(max >= 0)) {
    throw invalidInput(`toArray: max is ${max}; it takes a number of at least 0`);
  }
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw invalidInput(
      `toArray: concurrency is ${concurrency}; it takes a whole number of at least 1`,
    );
  }
}

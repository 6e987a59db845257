import { invalidInput } from '../errors/api.errors.js';
import type { Page } from '../models/common.js';
import { mapConcurrently } from '../resilience/map-concurrently.js';
import { toNumber } from './parameters.js';

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
  /** The first page, where an object that Spotify sent before contains it. */
  readonly embedded?: FetchedPage<T>;
  /** Fetches one page; `limit` replaces the caller's page size. */
  fetch(offset: number, limit?: number): Promise<FetchedPage<T>>;
}

/** How `toArray()` collects. */
export interface ToArrayOptions {
  /** The most items to collect. Default: all. */
  max?: number | undefined;
  /** How many pages are fetched concurrently once the total is known. Default 4. */
  concurrency?: number | undefined;
}

/**
 * A list of Spotify's, fetched as it is read: `await pager` is its first page, `first()` its first item, `for await` walks
 * its items, `pages()` its pages, and `toArray()` collects. Items that are `null` stay in pages and are skipped elsewhere.
 *
 * Every way of reading throws what the endpoint's method does. The call's `signal` ends it wherever it is; its `deadline`
 * is each page's own, since the reader decides when the next one is fetched.
 */
export class SpotifyPager<T> implements PromiseLike<Page<T>>, AsyncIterable<NonNullable<T>> {
  private firstPage: Promise<FetchedPage<T>> | undefined;

  /** @internal */
  constructor(private readonly source: PageSource<T>) {
    this.firstPage = source.embedded && Promise.resolve(source.embedded);
  }

  /** The first page, fetched once. */
  then<R1 = Page<T>, R2 = never>(
    onFulfilled?: ((page: Page<T>) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    return this.fetchFirst()
      .then(({ page }) => page)
      .then(onFulfilled, onRejected);
  }

  /** The first item, or `undefined` in an empty list. Requests a page of one item, unless a page is there already. */
  async first(): Promise<NonNullable<T> | undefined> {
    if (!this.firstPage) {
      const { page } = await this.source.fetch(this.source.start, 1);
      const [item] = page.items;
      if (isPresent(item) || page.items.length === 0) return item ?? undefined;
    }
    for await (const item of this) return item;
    return undefined;
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

  /** Walks the items, page by page; those that are `null` are skipped. */
  async *[Symbol.asyncIterator](): AsyncGenerator<NonNullable<T>, void, undefined> {
    for await (const page of this.pages()) yield* page.items.filter(isPresent);
  }

  /**
   * Collects the items in order. Once the first page has told the total, pages are fetched concurrently; each is checked
   * against its `next` before it counts, because totals can be wrong and lists change while they are read.
   */
  async toArray(options: ToArrayOptions = {}): Promise<NonNullable<T>[]> {
    const { max, concurrency } = readToArrayOptions(options);
    const first = await this.fetchFirst();
    const items = first.page.items.filter(isPresent);
    let offset = this.nextOffset(first, this.source.start);
    // An embedded page may be of another size than those that follow: then the first of these tells the step.
    let step = this.source.embedded ? 0 : (offset ?? 0) - this.source.start;
    while (offset !== undefined && items.length < max) {
      const wanted = Math.ceil((max - items.length) / step);
      const known = Math.max(1, Math.ceil((first.page.total - offset) / step) || 1);
      const count = step > 0 ? Math.min(concurrency, wanted, known) : 1;
      const offsets = offsetsFrom(offset, step, count, this.source.ceiling);
      const fetched = await mapConcurrently(offsets, concurrency, (at) => this.source.fetch(at));
      for (const [index, current] of fetched.entries()) {
        for (const item of current.page.items) if (isPresent(item)) items.push(item);
        const at = offsets[index]!;
        offset = this.nextOffset(current, at);
        if (offset === at + step) continue;
        step = (offset ?? at) - at;
        break; // the offsets after it were computed for pages of another size, or a list that has changed
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

function readToArrayOptions(options: ToArrayOptions): { max: number; concurrency: number } {
  const max = toNumber(options.max ?? Infinity);
  const concurrency = toNumber(options.concurrency ?? 4);
  if (typeof max !== 'number' || !(max >= 0)) {
    throw invalidInput(`toArray: max is ${String(max)}; it takes a number of at least 0`);
  }
  if (typeof concurrency !== 'number' || !Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw invalidInput(
      `toArray: concurrency is ${String(concurrency)}; it takes a whole number of at least 1`,
    );
  }
  return { max, concurrency };
}

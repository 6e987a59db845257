import { mapConcurrently } from '../../core/concurrently.js';
import { SpotifyBadRequestError } from '../../errors/spotify-bad-request.error.js';
import type { Page } from '../../model/page.js';

/** How a list is fetched, and how far. */
export interface PageSource<T> {
  /** The offset of the first page. */
  readonly start: number;
  /** What lies at or after this offset cannot be asked. */
  readonly ceiling: number;
  fetch(offset: number): Promise<Page<T>>;
  /** The offset that the page's `next` link names; nothing at the end. Throws when the link leaves the API. */
  nextOffset(page: Page<T>): number | undefined;
}

export interface ToArrayOptions {
  /** The most items to collect. Default: all. */
  max?: number;
  /** How many pages are fetched side by side once the total is known. Default 4. */
  concurrency?: number;
}

/**
 * A list of Spotify's, fetched as it is read: `await pager` is its first page, `for await` walks its items, `pages()` its
 * pages, and `toArray()` collects. Entries that are `null` stay in pages and are skipped by `for await` and `toArray()`.
 *
 * Every way of reading throws what the endpoint's method does. The call's `signal` ends it wherever it is; its `deadline`
 * is each page's own, since it is the reader who says when the next one is asked for.
 */
export class SpotifyPager<T> implements PromiseLike<Page<T>>, AsyncIterable<NonNullable<T>> {
  private first: Promise<Page<T>> | undefined;

  constructor(private readonly source: PageSource<T>) {}

  /** The first page, fetched once. */
  then<R1 = Page<T>, R2 = never>(
    onFulfilled?: ((page: Page<T>) => R1 | PromiseLike<R1>) | null,
    onRejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    this.first ??= this.source.fetch(this.source.start);
    return this.first.then(onFulfilled, onRejected);
  }

  /** Walks the pages, to the last, to an empty one, or to a `next` that leads nowhere new. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let page: Page<T> = await this;
    let offset = this.nextOffset(page, this.source.start);
    yield page;
    while (offset !== undefined) {
      page = await this.source.fetch(offset);
      if (page.items.length === 0) return;
      yield page;
      offset = this.nextOffset(page, offset);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<NonNullable<T>, void, undefined> {
    for await (const page of this.pages()) yield* page.items.filter(isPresent);
  }

  /**
   * Collects the items in order. Once the first page has told the total, pages are fetched side by side; each is checked
   * against its `next` before it counts, because totals lie and lists change while they are read.
   */
  async toArray({ max = Infinity, concurrency = 4 }: ToArrayOptions = {}): Promise<
    NonNullable<T>[]
  > {
    checkCollecting(max, concurrency);
    const first = await this;
    const items = first.items.filter(isPresent);
    let offset = this.nextOffset(first, this.source.start);
    const step = (offset ?? 0) - this.source.start;
    while (offset !== undefined && items.length < max) {
      const wanted = Math.ceil((max - items.length) / step);
      const known = Math.max(1, Math.ceil((first.total - offset) / step) || 1);
      const offsets = stretch(
        offset,
        step,
        Math.min(concurrency, wanted, known),
        this.source.ceiling,
      );
      const pages = await mapConcurrently(offsets, concurrency, (at) => this.source.fetch(at));
      for (const [index, page] of pages.entries()) {
        items.push(...page.items.filter(isPresent));
        const at = offsets[index]!;
        offset = page.items.length === 0 ? undefined : this.nextOffset(page, at);
        if (offset !== at + step) break; // the rest of the stretch was planned on a list that is another now
      }
    }
    return items.slice(0, max);
  }

  /** Where the page's `next` leads, if that is further on than the page itself. */
  private nextOffset(page: Page<T>, offset: number): number | undefined {
    const next = page.items.length > 0 ? this.source.nextOffset(page) : undefined;
    return next !== undefined && next > offset && next < this.source.ceiling ? next : undefined;
  }
}

function stretch(offset: number, step: number, length: number, ceiling: number): number[] {
  return Array.from({ length }, (_, index) => offset + index * step).filter((at) => at < ceiling);
}

function isPresent<T>(item: T): item is NonNullable<T> {
  return item !== null && item !== undefined;
}

function checkCollecting(max: number, concurrency: number): void {
  if (!(max >= 0)) {
    throw SpotifyBadRequestError.refuse(`toArray: max is ${max}; it takes a number of at least 0`);
  }
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw SpotifyBadRequestError.refuse(
      `toArray: concurrency is ${concurrency}; it takes a whole number of at least 1`,
    );
  }
}

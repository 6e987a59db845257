import { setImmediate } from 'node:timers';

/** Gets several objects by id in one request: an object or `null` for each, in order. */
export type FetchBatch<T> = (ids: readonly string[]) => Promise<readonly (T | null)[]>;

interface Entry<T> {
  readonly result: Promise<T | null>;
  readonly resolve: (value: T | null) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Joins the ids asked for in one turn of the event loop into batches of at most `limit`. An id asked for twice is asked
 * once; a batch that fails fails its own members only.
 */
export class Batcher<T> {
  private waiting = new Map<string, Entry<T>>();

  constructor(
    private readonly limit: number,
    private readonly fetch: FetchBatch<T>,
  ) {}

  load(id: string): Promise<T | null> {
    if (this.waiting.size === 0) setImmediate(() => this.flush());
    const entry = this.waiting.get(id) ?? newEntry<T>();
    this.waiting.set(id, entry);
    return entry.result;
  }

  private flush(): void {
    const entries = [...this.waiting];
    this.waiting = new Map();
    for (let start = 0; start < entries.length; start += this.limit) {
      void this.settle(entries.slice(start, start + this.limit));
    }
  }

  private async settle(batch: readonly [string, Entry<T>][]): Promise<void> {
    try {
      const objects = await this.fetch(batch.map(([id]) => id));
      for (const [index, [, entry]] of batch.entries()) entry.resolve(objects[index] ?? null);
    } catch (error) {
      for (const [, entry] of batch) entry.reject(error);
    }
  }
}

function newEntry<T>(): Entry<T> {
  let resolve!: Entry<T>['resolve'];
  let reject!: Entry<T>['reject'];
  const result = new Promise<T | null>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  result.catch(() => {}); // a member that aborted no longer listens
  return { result, resolve, reject };
}

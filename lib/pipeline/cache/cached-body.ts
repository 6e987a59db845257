import { estimateSize } from './estimate-size.js';

/** The JSON of a cached response, in one form or another. */
export interface CachedBody {
  /** The memory it takes, in bytes. */
  readonly bytes: number;
  readonly data: unknown;
  /** To be called once, when it leaves the cache; it must not be read any more. */
  release?(): void;
}

/** As an object, which is what callers get. */
export class ParsedBody implements CachedBody {
  private size: number | undefined;

  constructor(readonly data: unknown) {}

  /** As estimated. */
  get bytes(): number {
    return (this.size ??= estimateSize(this.data));
  }
}

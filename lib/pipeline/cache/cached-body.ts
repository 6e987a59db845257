import { estimateSize } from './estimate-size.js';

/**
 * The JSON of a cached response: a copy of its bytes until it is first read, then the object, parsed once.
 * Most cached responses are never read, and bytes cost the garbage collector next to nothing.
 */
export class CachedBody {
  private size: number | undefined;

  private constructor(
    private json: Uint8Array | undefined,
    private parsed: unknown,
  ) {}

  /** `json` is copied: it may be part of a socket's buffer, all of which it would keep. */
  static of(data: unknown, json: Uint8Array | undefined): CachedBody {
    return json ? new CachedBody(new Uint8Array(json), undefined) : new CachedBody(undefined, data);
  }

  /** The memory it takes, in bytes, as estimated. */
  get bytes(): number {
    return this.json ? this.json.length : (this.size ??= estimateSize(this.parsed));
  }

  /** The object, the same each time. */
  get data(): unknown {
    if (this.json) {
      this.parsed = JSON.parse(new TextDecoder().decode(this.json)); // which skips a byte order mark
      this.json = undefined;
    }
    return this.parsed;
  }

  /** Whether this is the object it gave. */
  gave(data: unknown): boolean {
    return this.parsed === data;
  }
}

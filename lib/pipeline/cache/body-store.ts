import type { CachedBody } from './cached-body.js';

const MIB = 1024 * 1024;

/** A share of the cache's size, so that the slab being filled and the one being emptied weigh little. */
const SLABS_PER_STORE = 32;

/** A body longer than this share of a slab is kept by itself: the end of a slab that it does not fit in stays empty. */
const BODIES_PER_SLAB = 8;

/** Decodes UTF-8, and skips a byte order mark. */
const decoder = new TextDecoder();

interface Slab {
  readonly bytes: Uint8Array;
  /** How much of it has been written. */
  filled: number;
  /** How much of that bodies still need. */
  used: number;
}

/**
 * Keeps copies of JSON bodies, many in one buffer (a slab), and uses a slab again when its last body has left. A buffer
 * for each body would cost far more: V8 looks after three objects for each, and collects all garbage after every 64 MiB of
 * new buffers.
 *
 * Bodies that nobody reads leave in about the order in which they came, so that whole slabs become free.
 */
export class BodyStore {
  /** Bytes that no body needs, in slabs that other bodies still do. */
  wasted = 0;
  private readonly slabBytes: number;
  private current: Slab | undefined;
  private spare: Slab | undefined;

  constructor(maxBytes: number) {
    this.slabBytes = Math.min(MIB, Math.floor(maxBytes / SLABS_PER_STORE));
  }

  /** Copies a body, which may be part of a socket's buffer. */
  add(json: Uint8Array): StoredBody {
    const { length } = json;
    const isLarge = length > this.slabBytes / BODIES_PER_SLAB;
    const slab = isLarge ? createSlab(length) : this.slabFor(length);
    const start = slab.filled;
    slab.bytes.set(json, start);
    slab.filled += length;
    slab.used += length;
    return new StoredBody(this, slab, start, length);
  }

  /** For its bodies alone. */
  release(slab: Slab, length: number): void {
    slab.used -= length;
    this.wasted += length;
    if (slab.used > 0) return;
    this.wasted -= slab.filled;
    slab.filled = 0;
    if (slab !== this.current && slab.bytes.length === this.slabBytes) this.spare = slab;
  }

  /** The slab being filled, or the next where it has no room. */
  private slabFor(length: number): Slab {
    const { current, slabBytes } = this;
    if (current) {
      const room = slabBytes - current.filled;
      if (length <= room) return current;
      current.filled = slabBytes;
      this.wasted += room;
    }
    const next = this.spare ?? createSlab(slabBytes);
    this.spare = undefined;
    this.current = next;
    return next;
  }
}

/** One body in a store. */
export class StoredBody implements CachedBody {
  constructor(
    private readonly store: BodyStore,
    private readonly slab: Slab,
    private readonly start: number,
    readonly bytes: number,
  ) {}

  /** Parsed anew each time. */
  get data(): unknown {
    const { start, bytes } = this;
    return JSON.parse(decoder.decode(this.slab.bytes.subarray(start, start + bytes)));
  }

  release(): void {
    this.store.release(this.slab, this.bytes);
  }
}

function createSlab(length: number): Slab {
  return { bytes: Buffer.allocUnsafeSlow(length), filled: 0, used: 0 };
}

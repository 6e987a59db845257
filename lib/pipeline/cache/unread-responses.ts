import type { Freshness } from './cached-response.js';
import type { CachingRules } from './caching-rules.js';

const MIB = 1024 * 1024;

/** A share of the cache's size, so that the slab that is being filled weighs little. */
const SLABS_PER_CACHE = 32;

/** A record longer than this share of a slab has a slab of its own: the end of one that it does not fit in stays empty. */
const RECORDS_PER_SLAB = 8;

/** What comes before a record's texts: their lengths, the number of its rules, and its two times. */
const HEADER_BYTES = 32;

/** The table has a place for every so many bytes of the cache; a record may be in any of the places in one row. */
const BYTES_PER_PLACE = 2048;
const PLACES_PER_ROW = 4;
const MAX_PLACES = 2 ** 20;

/** Decodes UTF-8, and skips a byte order mark. */
const decoder = new TextDecoder();

interface Slab {
  readonly number: number;
  readonly bytes: Buffer;
  readonly view: DataView;
  /** Those of its records, which refer to them by number. */
  readonly rules: CachingRules[];
  filled: number;
  /** How many records in it are still to be found. */
  records: number;
}

/**
 * Responses that nobody has requested again since they came. Most never are, and must cost next to nothing: they are bytes
 * in large buffers (slabs), found by a table of numbers, so that none is an object, which the garbage collector would copy
 * and mark. They leave by whole slabs, the oldest first, and one by one when they are read.
 */
export class UnreadResponses {
  /** How many there are. */
  size = 0;
  /** The memory that the slabs take. */
  bytes = 0;
  private readonly slabBytes: number;
  private readonly slabs = new Map<number, Slab>();
  private current: Slab | undefined;
  private spare: Buffer | undefined;
  private nextNumber = 1;
  /** By place: a record's hash, and its address, which is its slab's number × slabBytes + where it begins in the slab. */
  private readonly hashes: Uint32Array;
  private readonly addresses: Float64Array;
  /** Of the oldest slab: a place with a lower address is free. */
  private firstAddress: number;

  constructor(maxBytes: number) {
    this.slabBytes = Math.max(1, Math.min(MIB, Math.floor(maxBytes / SLABS_PER_CACHE)));
    this.firstAddress = this.slabBytes;
    const least = Math.max(PLACES_PER_ROW, maxBytes / BYTES_PER_PLACE);
    const places = Math.min(2 ** Math.ceil(Math.log2(least)), MAX_PLACES);
    this.hashes = new Uint32Array(places);
    this.addresses = new Float64Array(places);
  }

  has(key: string): boolean {
    return this.find(key, hashOf(key)) >= 0;
  }

  /**
   * Copies a response, unless there is one with this key.
   *
   * @param json - its body, which may be part of a socket's buffer
   */
  add(key: string, { rules, etag = '', fetchedAt, freshUntil }: Freshness, json: Uint8Array): void {
    const hash = hashOf(key);
    if (this.find(key, hash) >= 0) return;
    const mostTextBytes = 3 * (key.length + etag.length); // in UTF-8
    const slab = this.slabFor(HEADER_BYTES + mostTextBytes + json.length);
    const { bytes, view, filled: start } = slab;
    let end = start + HEADER_BYTES;
    const keyLength = bytes.write(key, end);
    end += keyLength;
    const etagLength = bytes.write(etag, end);
    end += etagLength;
    bytes.set(json, end);
    end += json.length;
    view.setUint32(start, keyLength);
    view.setUint32(start + 4, etagLength);
    view.setUint32(start + 8, json.length);
    view.setUint32(start + 12, numberOf(rules, slab));
    view.setFloat64(start + 16, fetchedAt);
    view.setFloat64(start + 24, freshUntil);
    slab.filled = end;
    slab.records += 1;
    this.size += 1;
    const place = this.placeFor(hash);
    this.hashes[place] = hash;
    this.addresses[place] = slab.number * this.slabBytes + start;
  }

  /** Removes the response with this key, and parses its body. */
  take(key: string): { readonly data: unknown; readonly freshness: Freshness } | undefined {
    const place = this.find(key, hashOf(key));
    if (place < 0) return undefined;
    const { slab, start } = this.at(place);
    const { bytes, view, rules } = slab;
    const etagStart = start + HEADER_BYTES + view.getUint32(start);
    const bodyStart = etagStart + view.getUint32(start + 4);
    const bodyEnd = bodyStart + view.getUint32(start + 8);
    const freshness: Freshness = {
      rules: rules[view.getUint32(start + 12)]!,
      etag: bytes.toString('utf8', etagStart, bodyStart) || undefined,
      fetchedAt: view.getFloat64(start + 16),
      freshUntil: view.getFloat64(start + 24),
    };
    const data: unknown = JSON.parse(decoder.decode(bytes.subarray(bodyStart, bodyEnd)));
    this.remove(place);
    return { data, freshness };
  }

  delete(key: string): void {
    this.remove(this.find(key, hashOf(key)));
  }

  /** Frees the oldest slab. */
  dropOldest(): void {
    const [oldest] = this.slabs.values();
    if (oldest) this.drop(oldest);
  }

  /** The place of the record with this key, or -1. */
  private find(key: string, hash: number): number {
    const { hashes, addresses, firstAddress } = this;
    const row = this.rowOf(hash);
    for (let place = row; place < row + PLACES_PER_ROW; place += 1) {
      if (hashes[place] !== hash || addresses[place]! < firstAddress) continue;
      const { slab, start } = this.at(place);
      const keyStart = start + HEADER_BYTES;
      const keyEnd = keyStart + slab.view.getUint32(start);
      if (slab.bytes.toString('utf8', keyStart, keyEnd) === key) return place;
    }
    return -1;
  }

  /** A free place for a record with this hash, or that of the oldest, which is removed. */
  private placeFor(hash: number): number {
    const { addresses } = this;
    const row = this.rowOf(hash);
    let oldest = row;
    for (let place = row + 1; place < row + PLACES_PER_ROW; place += 1) {
      if (addresses[place]! < addresses[oldest]!) oldest = place;
    }
    if (addresses[oldest]! >= this.firstAddress) this.remove(oldest);
    return oldest;
  }

  private rowOf(hash: number): number {
    return (hash * PLACES_PER_ROW) & (this.hashes.length - 1);
  }

  private at(place: number): { readonly slab: Slab; readonly start: number } {
    const address = this.addresses[place]!;
    const number = Math.floor(address / this.slabBytes);
    return { slab: this.slabs.get(number)!, start: address - number * this.slabBytes };
  }

  private remove(place: number): void {
    if (place < 0) return;
    const { slab } = this.at(place);
    this.addresses[place] = 0;
    slab.records -= 1;
    this.size -= 1;
    if (slab.records > 0) return;
    if (slab === this.current) slab.filled = slab.rules.length = 0;
    else this.drop(slab);
  }

  private drop(slab: Slab): void {
    const { slabs, slabBytes } = this;
    slabs.delete(slab.number);
    if (slab === this.current) this.current = undefined;
    if (slab.bytes.length === slabBytes) this.spare = slab.bytes;
    this.size -= slab.records;
    this.bytes -= slab.bytes.length;
    const [oldest = this.nextNumber] = slabs.keys();
    this.firstAddress = oldest * slabBytes;
  }

  /** The slab being filled, or the next where it has no room; a long record has one of its own. */
  private slabFor(length: number): Slab {
    const { current, slabBytes } = this;
    if (length > slabBytes / RECORDS_PER_SLAB) return this.addSlab(Buffer.allocUnsafeSlow(length));
    if (current && length <= slabBytes - current.filled) return current;
    const bytes = this.spare ?? Buffer.allocUnsafeSlow(slabBytes);
    this.spare = undefined;
    return (this.current = this.addSlab(bytes));
  }

  private addSlab(bytes: Buffer): Slab {
    const view = new DataView(bytes.buffer);
    const slab: Slab = { number: this.nextNumber, bytes, view, rules: [], filled: 0, records: 0 };
    this.slabs.set(slab.number, slab);
    this.nextNumber += 1;
    this.bytes += bytes.length;
    return slab;
  }
}

function numberOf(rules: CachingRules, slab: Slab): number {
  const number = slab.rules.lastIndexOf(rules);
  return number < 0 ? slab.rules.push(rules) - 1 : number;
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

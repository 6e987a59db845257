import { Closure, type ClosureRecord } from './closure.js';

/** The most buckets and paths that are remembered. */
const MAX_CLOSURES = 1000;

/** Where a request goes. */
export interface RequestTarget {
  /** Without its query. */
  readonly path: string;
  /** The path's template. */
  readonly bucket: string;
}

/** The buckets and paths of an account that were refused and not accepted since, and who was accepted meanwhile. */
export class Closures {
  private readonly closures = new Map<string, Closure>();
  /** While there are closures: the event at which the last accepted request of each bucket was sent. */
  private readonly accepted = new Map<string, number>();
  /** The only path and the only bucket that the last pause's event has refused. */
  private onlyPath: string | undefined;
  private onlyBucket: string | undefined;

  get size(): number {
    return this.closures.size;
  }

  /** Those of the target's bucket and of its path. */
  of({ path, bucket }: RequestTarget): Closure[] {
    const found: Closure[] = [];
    if (this.closures.size === 0) return found;
    for (const key of path === bucket ? [bucket] : [bucket, path]) {
      const closure = this.closures.get(key);
      if (closure) found.push(closure);
    }
    return found;
  }

  /** How many times in a row the target's path or bucket was refused. */
  strikesOf(target: RequestTarget): number {
    return Math.max(0, ...this.of(target).map(({ strikes }) => strikes));
  }

  has(target: RequestTarget): boolean {
    const { closures } = this;
    return closures.size > 0 && (closures.has(target.bucket) || closures.has(target.path));
  }

  get(key: string): Closure | undefined {
    return this.closures.get(key);
  }

  values(): Iterable<Closure> {
    return this.closures.values();
  }

  /** Records a refusal of a bucket or a path in it. */
  strike(key: string, bucket: string, event: number, until: number): Closure {
    let closure = this.closures.get(key);
    if (!closure) {
      closure = new Closure(key, bucket, event);
      this.closures.set(key, closure);
      if (this.closures.size > MAX_CLOSURES) this.closures.delete(this.oldest()!);
    }
    closure.strike(event, until);
    return closure;
  }

  /** Another process has found it open. */
  delete(key: string): void {
    this.closures.delete(key);
  }

  /** Takes over what another process knows of a bucket or a path. */
  adopt(record: ClosureRecord, event: number, now: number): void {
    const { key, bucket } = record;
    const closure = this.closures.get(key) ?? new Closure(key, bucket, event);
    this.closures.set(key, closure);
    closure.adopt(record, event, now);
  }

  /** A pause began with the refusal of this target. */
  beginEvent({ path, bucket }: RequestTarget): void {
    this.onlyPath = path;
    this.onlyBucket = bucket;
  }

  /** Whether the last pause began with the refusal of this bucket, and of no other. */
  beganPause({ bucket }: RequestTarget): boolean {
    return this.onlyBucket === bucket;
  }

  /** The event that began the pause has refused this target too: another path, or another bucket, clears the first. */
  joinEvent({ path, bucket }: RequestTarget): void {
    if (this.onlyPath !== undefined && this.onlyPath !== path) {
      if (this.onlyPath !== this.onlyBucket) this.closures.delete(this.onlyPath);
      this.onlyPath = undefined;
    }
    if (this.onlyBucket !== undefined && this.onlyBucket !== bucket) {
      this.closures.delete(this.onlyBucket);
      this.onlyBucket = undefined;
    }
  }

  /** Opens what a request shows to be open, by the event at which it was sent. Returns whether anything was. */
  onAnswered({ path, bucket }: RequestTarget, sent: number): boolean {
    if (this.accepted.size > MAX_CLOSURES) this.accepted.clear();
    this.accepted.set(bucket, Math.max(sent, this.accepted.get(bucket) ?? 0));
    let opened = false;
    for (const key of [path, bucket]) {
      const closure = this.closures.get(key);
      if (closure && sent > closure.lastRefusal) opened = this.closures.delete(key);
    }
    if (this.closures.size === 0) this.accepted.clear();
    return opened;
  }

  /**
   * Whether others were accepted whose requests were sent after the first refusal: other buckets, and for a path also
   * other paths of its bucket.
   */
  othersAnswered({ key, bucket, firstRefusal }: Closure): boolean {
    for (const [other, sent] of this.accepted) {
      if (sent > firstRefusal && (other !== bucket || key !== bucket)) return true;
    }
    return false;
  }

  /** Whether such others were refused after the first refusal, and not accepted since. */
  othersRefused({ key, bucket, firstRefusal }: Closure): boolean {
    for (const other of this.closures.values()) {
      const isOwn = other.key === key || (key === bucket ? other.bucket : other.key) === bucket;
      if (!isOwn && other.kind === 'unsure' && other.lastRefusal > firstRefusal) return true;
    }
    return false;
  }

  private oldest(): string | undefined {
    return this.closures.keys().next().value;
  }
}

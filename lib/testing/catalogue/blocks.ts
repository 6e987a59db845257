/**
 * Who owns what, without a table: owner 0 has the first items, owner 1 the next ones, and so on, as many as the repeating
 * list of sizes says.
 */
export class Blocks {
  private readonly starts: readonly number[];
  private readonly owners: readonly number[];

  constructor(private readonly sizes: readonly number[]) {
    let total = 0;
    this.starts = sizes.map((size) => (total += size) - size);
    this.owners = sizes.flatMap((size, owner) => Array<number>(size).fill(owner));
  }

  /** How many items the owner has. */
  size(owner: number): number {
    return this.sizes[owner % this.sizes.length] as number;
  }

  /** The owner's first item. Of owner number `n`, it is also how many items the `n` owners before have. */
  start(owner: number): number {
    const round = Math.floor(owner / this.sizes.length);
    return round * this.owners.length + (this.starts[owner % this.sizes.length] as number);
  }

  owner(item: number): number {
    const round = Math.floor(item / this.owners.length);
    return round * this.sizes.length + (this.owners[item % this.owners.length] as number);
  }
}

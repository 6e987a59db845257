import { idOf, type ItemType, numberOf } from './ids.js';
import { isRelinked, originalTrack } from './relinking.js';

/**
 * Divides numbered items among numbered owners without a table: owner 0 has the first items, owner 1 the next, and so
 * on; the sizes repeat.
 */
export class OwnerRanges {
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

  /** The owner's first item, which is also the number of items that all owners before it have. */
  start(owner: number): number {
    const round = Math.floor(owner / this.sizes.length);
    return round * this.owners.length + (this.starts[owner % this.sizes.length] as number);
  }

  /** The range of an owner that may be none of the invented ones: then it is empty. */
  range(owner: number | undefined): { readonly start: number; readonly size: number } {
    if (owner === undefined) return { start: 0, size: 0 };
    return { start: this.start(owner), size: this.size(owner) };
  }

  owner(item: number): number {
    const round = Math.floor(item / this.owners.length);
    return round * this.sizes.length + (this.owners[item % this.owners.length] as number);
  }
}

const ARTISTS = 2 ** 20;
const SHOWS = 100_000;
const AUDIOBOOKS = 100_000;
const USERS = 50_000;

/** How many albums each artist has. */
export const albumsOfArtist = new OwnerRanges([
  9, 4, 14, 6, 3, 11, 5, 8, 32, 2, 7, 10, 4, 17, 1, 6,
]);
/** How many tracks each album has: up to 6 make a single, 22 and more a compilation. */
export const tracksOfAlbum = new OwnerRanges([
  11, 1, 12, 9, 4, 10, 2, 13, 1, 8, 24, 3, 12, 10, 5, 11, 1, 14, 9, 64, 2, 10, 12, 1, 8, 16, 6, 11,
  1,
]);
export const episodesOfShow = new OwnerRanges([42, 12, 180, 8, 65, 24, 104]);
export const chaptersOfAudiobook = new OwnerRanges([18, 32, 9, 55, 24, 12, 41]);
export const playlistsOfUser = new OwnerRanges([6, 2, 24, 11, 64]);

/** How many items of each type exist; their numbers start at 0. */
export const COUNTS: Readonly<Record<ItemType | 'user', number>> = {
  artist: ARTISTS,
  album: albumsOfArtist.start(ARTISTS),
  track: tracksOfAlbum.start(albumsOfArtist.start(ARTISTS)),
  show: SHOWS,
  episode: episodesOfShow.start(SHOWS),
  audiobook: AUDIOBOOKS,
  chapter: chaptersOfAudiobook.start(AUDIOBOOKS),
  user: USERS,
  playlist: playlistsOfUser.start(USERS),
};

/** The number of the existing item with this id. */
export function existingNumber(type: ItemType, id: string): number | undefined {
  const n = numberOf(type, id);
  if (n === undefined) return undefined;
  if (n < COUNTS[type]) return n;
  const original = originalTrack(n);
  return type === 'track' && original < COUNTS.track && isRelinked(original) ? n : undefined;
}

/** The id of item number `n`. */
export function existingId(type: ItemType, n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= COUNTS[type]) {
    throw new RangeError(`No ${type} number ${n}: there are ${COUNTS[type]}, numbered from 0.`);
  }
  return idOf(type, n);
}

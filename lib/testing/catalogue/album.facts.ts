import { albumsOfArtist, tracksOfAlbum } from './census.js';
import { SEEDS } from './ids.js';
import { draw, unit } from './random.js';

export type AlbumType = 'album' | 'single' | 'compilation';
export type AlbumGroup = AlbumType | 'appears_on';

export function albumType(album: number): AlbumType {
  const size = tracksOfAlbum.size(album);
  if (size <= 6) return 'single';
  return size >= 22 ? 'compilation' : 'album';
}

/** One to three artists. Who records together lives in the same run of four artists. */
export function albumArtists(album: number): number[] {
  const owner = albumsOfArtist.owner(album);
  switch (draw(SEEDS.album, album, 3) % 10) {
    case 0:
      return [owner, owner ^ 1];
    case 1:
      return [owner, owner ^ 2, owner ^ 1];
    default:
      return [owner];
  }
}

/** Who is a guest on some of the tracks, if anyone is. */
export function albumGuest(album: number): number | undefined {
  return draw(SEEDS.album, album, 4) % 3 === 0 ? albumsOfArtist.owner(album) ^ 3 : undefined;
}

/** The guest's tracks, counted from 0: the second one of an album and every fifth after it. */
export function hasGuest(album: number, index: number): boolean {
  return index % 5 === Math.min(1, tracksOfAlbum.size(album) - 1);
}

export interface ReleaseDate {
  readonly release_date: string;
  readonly release_date_precision: 'year' | 'month' | 'day';
}

/** An artist's albums come out over the years, in the order of their numbers; old dates are known less exactly. */
export function releaseDate(album: number): ReleaseDate {
  const owner = albumsOfArtist.owner(album);
  const place = (album - albumsOfArtist.start(owner) + 1) / albumsOfArtist.size(owner);
  const debut = 1961 + Math.floor(60 * unit(draw(SEEDS.artist, owner, 5)) ** 0.6);
  const year = debut + Math.floor((2025 - debut) * place * 0.999);
  const h = draw(SEEDS.album, album, 5);
  const month = String(1 + (h % 12)).padStart(2, '0');
  const day = String(1 + ((h >>> 8) % 28)).padStart(2, '0');
  if (year < 1975 && h % 3 === 0)
    return { release_date: `${year}`, release_date_precision: 'year' };
  if (year < 1990 && h % 9 === 0) {
    return { release_date: `${year}-${month}`, release_date_precision: 'month' };
  }
  return { release_date: `${year}-${month}-${day}`, release_date_precision: 'day' };
}

export function albumPopularity(album: number): number {
  return Math.round(90 * unit(draw(SEEDS.album, album, 6)) ** 1.8);
}

export function upc(album: number): string {
  return String(800_000_000_000 + album);
}

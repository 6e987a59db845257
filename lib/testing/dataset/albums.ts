import type { SimplifiedAlbum } from '../../models/music.js';
import { simplifiedArtist } from './artists.js';
import { albumsOfArtist, tracksOfAlbum } from './counts.js';
import { SEEDS } from './ids.js';
import { MARKETS } from './markets.js';
import { hash, unit } from './random.js';
import { albumTitle } from './titles.js';
import type { View } from './view.js';

export type AlbumType = 'album' | 'single' | 'compilation';
export type AlbumGroup = AlbumType | 'appears_on';

export function albumType(album: number): AlbumType {
  const size = tracksOfAlbum.size(album);
  if (size <= 6) return 'single';
  return size >= 22 ? 'compilation' : 'album';
}

/** One to three artists, always of the same group of four consecutive numbers. */
export function albumArtists(album: number): number[] {
  const owner = albumsOfArtist.owner(album);
  switch (hash(SEEDS.album, album, 3) % 10) {
    case 0:
      return [owner, owner ^ 1];
    case 1:
      return [owner, owner ^ 2, owner ^ 1];
    default:
      return [owner];
  }
}

/** The guest on some of the tracks, if there is one. */
export function albumGuest(album: number): number | undefined {
  return hash(SEEDS.album, album, 4) % 3 === 0 ? albumsOfArtist.owner(album) ^ 3 : undefined;
}

/** Whether the guest plays on a track of the album: on the second and every fifth after it. */
export function hasGuest(album: number, index: number): boolean {
  return index % 5 === Math.min(1, tracksOfAlbum.size(album) - 1);
}

export interface ReleaseDate {
  readonly release_date: string;
  readonly release_date_precision: 'year' | 'month' | 'day';
}

/** An artist's albums are in order of release; old dates are less precise. */
export function releaseDate(album: number): ReleaseDate {
  const owner = albumsOfArtist.owner(album);
  const progress = (album - albumsOfArtist.start(owner) + 1) / albumsOfArtist.size(owner);
  const debut = 1961 + Math.floor(60 * unit(hash(SEEDS.artist, owner, 5)) ** 0.6);
  const year = debut + Math.floor((2025 - debut) * progress * 0.999);
  const h = hash(SEEDS.album, album, 5);
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
  return Math.round(90 * unit(hash(SEEDS.album, album, 6)) ** 1.8);
}

export function upc(album: number): string {
  return String(800_000_000_000 + album);
}

export function simplifiedAlbum(view: View, n: number): SimplifiedAlbum {
  const links = view.links('album', n);
  return {
    album_type: albumType(n),
    total_tracks: tracksOfAlbum.size(n) + view.added.of('track', 'album', links.id).length,
    // One album in forty is no longer available.
    ...view.availability(hash(SEEDS.album, n, 9) % 40 === 0 ? [] : MARKETS),
    ...links,
    images: view.images('album', links.id),
    name: albumTitle(n),
    ...releaseDate(n),
    artists: albumArtists(n).map((artist) => simplifiedArtist(view, artist)),
  };
}

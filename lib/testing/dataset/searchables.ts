import type { Album, Artist, Track } from '../../models/music.js';
import type { Addable } from './added-items.js';
import type { ItemType } from './ids.js';
import { albumArtists, albumPopularity, releaseDate, upc } from './albums.js';
import { artistName, artistPopularity, genresOf } from './artists.js';
import { bookName } from './audiobooks.js';
import { albumsOfArtist, tracksOfAlbum } from './counts.js';
import { playlistName } from './playlists.js';
import { episodeName, showName } from './podcasts.js';
import { albumTitle } from './titles.js';
import { isrc, trackArtists, trackName, trackPopularity } from './tracks.js';

/** The searchable parts of one type of item. A filter for a part that the type lacks matches nothing. */
export interface Searchable {
  /** How many items, from number 0, are indexed. */
  readonly count: number;
  title(n: number): string;
  artists?(n: number): readonly string[];
  album?(n: number): string;
  years?(n: number): readonly [from: number, to: number];
  genres?(n: number): readonly string[];
  popularity?(n: number): number;
  /** The filter that finds exactly one item. */
  readonly code?: { readonly field: 'isrc' | 'upc'; of(n: number): string | undefined };
}

const yearOf = (album: number) => Number(releaseDate(album).release_date.slice(0, 4));

export const albums: Searchable = {
  count: 6000,
  title: albumTitle,
  artists: (n) => albumArtists(n).map(artistName),
  album: albumTitle,
  years: (n) => [yearOf(n), yearOf(n)],
  popularity: albumPopularity,
  code: { field: 'upc', of: upc },
};

export const artists: Searchable = {
  count: 2048,
  title: artistName,
  artists: (n) => [artistName(n)],
  years: (n) => [yearOf(albumsOfArtist.start(n)), yearOf(albumsOfArtist.start(n + 1) - 1)],
  genres: genresOf,
  popularity: artistPopularity,
};

export const tracks: Searchable = {
  count: 24_000,
  title: trackName,
  artists: (n) => trackArtists(n).map(artistName),
  album: (n) => albumTitle(tracksOfAlbum.owner(n)),
  years: (n) => albums.years?.(tracksOfAlbum.owner(n)) ?? [0, 0],
  genres: (n) => trackArtists(n).flatMap(genresOf),
  popularity: trackPopularity,
  code: { field: 'isrc', of: isrc },
};

export const shows: Searchable = { count: 2000, title: showName };
export const episodes: Searchable = { count: 6000, title: episodeName };
export const audiobooks: Searchable = { count: 2000, title: bookName };
export const playlists: Searchable = { count: 2000, title: playlistName };

/** What search looks at in an object. */
type SearchableFields = Pick<Artist, 'name'> &
  Partial<Pick<Artist, 'genres'> & Pick<Album, 'release_date'>> &
  Partial<Pick<Track, 'album' | 'artists' | 'external_ids' | 'popularity'>>;

/** What a test added, as search sees it. */
export function searchableOf(items: readonly Addable[ItemType][]): Searchable {
  const at = (n: number) => items[n] as unknown as SearchableFields;
  const [first] = items;
  const field = first?.type === 'track' ? ('isrc' as const) : ('upc' as const);
  const year = (n: number) =>
    Number((at(n).release_date ?? at(n).album?.release_date)?.slice(0, 4));
  return {
    count: items.length,
    title: (n) => at(n).name,
    artists: (n) => (first?.type === 'artist' ? [at(n)] : (at(n).artists ?? [])).map(nameOf),
    ...(first?.type === 'album' && { album: (n) => at(n).name }),
    ...(first?.type === 'track' && { album: (n) => at(n).album?.name ?? '' }),
    years: (n) => [year(n), year(n)],
    ...(first?.type === 'artist' && { genres: (n) => at(n).genres ?? [] }),
    popularity: (n) => at(n).popularity ?? 0,
    ...((first?.type === 'track' || first?.type === 'album') && {
      code: { field, of: (n) => at(n).external_ids?.[field] },
    }),
  };
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

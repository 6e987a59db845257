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
  artists?(n: number): readonly number[];
  album?(n: number): string;
  years?(n: number): readonly [from: number, to: number];
  genres?(n: number): readonly string[];
  popularity?(n: number): number;
  /** The filter that finds exactly one item. */
  readonly code?: { readonly field: 'isrc' | 'upc'; of(n: number): string };
}

const yearOf = (album: number) => Number(releaseDate(album).release_date.slice(0, 4));

export const albums: Searchable = {
  count: 6000,
  title: albumTitle,
  artists: albumArtists,
  album: albumTitle,
  years: (n) => [yearOf(n), yearOf(n)],
  popularity: albumPopularity,
  code: { field: 'upc', of: upc },
};

export const artists: Searchable = {
  count: 2048,
  title: artistName,
  artists: (n) => [n],
  years: (n) => [yearOf(albumsOfArtist.start(n)), yearOf(albumsOfArtist.start(n + 1) - 1)],
  genres: genresOf,
  popularity: artistPopularity,
};

export const tracks: Searchable = {
  count: 24_000,
  title: trackName,
  artists: trackArtists,
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

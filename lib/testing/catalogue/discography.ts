import {
  albumArtists,
  albumGuest,
  albumType,
  releaseDate,
  type AlbumGroup,
} from './album.facts.js';
import { albumsOfArtist } from './census.js';

export const ALBUM_GROUPS: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];

export interface DiscographyEntry {
  readonly album: number;
  readonly group: AlbumGroup;
}

/** The albums an artist made, alone or with others, or is a guest on: by group, newest first. */
export function discography(artist: number, groups: readonly AlbumGroup[]): DiscographyEntry[] {
  const entries: (DiscographyEntry & { readonly date: string })[] = [];
  const run = artist - (artist % 4);
  const end = albumsOfArtist.start(run + 4);
  for (let album = albumsOfArtist.start(run); album < end; album += 1) {
    const group = groupOf(album, artist);
    if (group && groups.includes(group)) {
      entries.push({ album, group, date: releaseDate(album).release_date });
    }
  }
  return entries.toSorted(
    (a, b) =>
      ALBUM_GROUPS.indexOf(a.group) - ALBUM_GROUPS.indexOf(b.group) ||
      (a.date < b.date ? 1 : a.date > b.date ? -1 : a.album - b.album),
  );
}

function groupOf(album: number, artist: number): AlbumGroup | undefined {
  if (albumArtists(album).includes(artist)) return albumType(album);
  return albumGuest(album) === artist ? 'appears_on' : undefined;
}

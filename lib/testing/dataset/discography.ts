import type { Page } from '../../models/common.js';
import type {
  Album,
  ArtistDiscographyAlbum,
  LinkedTrack,
  SimplifiedTrack,
} from '../../models/music.js';
import {
  albumArtists,
  albumGuest,
  type AlbumGroup,
  albumPopularity,
  albumType,
  releaseDate,
  simplifiedAlbum,
  upc,
} from './albums.js';
import { artistName } from './artists.js';
import { albumsOfArtist, tracksOfAlbum } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { hash } from './random.js';
import { isRelinked, OTHER_RECORDING } from './relinking.js';
import { albums } from './searchables.js';
import { inventedWord } from './titles.js';
import { simplifiedTrack } from './tracks.js';
import type { View } from './view.js';

/** An album with its first tracks. Its genres are empty, as those of nearly all albums are. */
export function fullAlbum(view: View, n: number): Album {
  const [owner = 0] = albumArtists(n);
  const label = `${inventedWord(hash(SEEDS.album, n >>> 6, 7))} Records`;
  const year = releaseDate(n).release_date.slice(0, 4);
  return {
    ...simplifiedAlbum(view, n),
    tracks: albumTracks(view, n, firstSlice(view, 50)),
    copyrights: [
      { text: `© ${year} ${label}`, type: 'C' },
      { text: `℗ ${year} ${artistName(owner)}`, type: 'P' },
    ],
    external_ids: { upc: upc(n) },
    ...(view.extended && { genres: [], label, popularity: albumPopularity(n) }),
  };
}

export function albumTracks(view: View, n: number, slice: Slice): Page<SimplifiedTrack> {
  const first = tracksOfAlbum.start(n);
  const path = `/albums/${idOf('album', n)}/tracks`;
  return page(view, path, tracksOfAlbum.size(n), slice, (index) => albumTrack(view, first + index));
}

/** Without a market an album names the other recordings of its tracks too, some of them without an id. */
function albumTrack(view: View, n: number): SimplifiedTrack {
  const track = simplifiedTrack(view, n);
  if (!view.extended || view.market || !isRelinked(n)) return track;
  const linked = view.links('track', n + OTHER_RECORDING);
  const id = n % 40 === 17 ? null : linked.id;
  return { ...track, available_markets: [], linked_from: { ...linked, id } as LinkedTrack };
}

export const ALBUM_GROUPS: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];

export interface DiscographyEntry {
  readonly album: number;
  readonly group: AlbumGroup;
}

/** The albums of an artist, or with the artist as a guest: by group, newest first. */
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

export function discographyAlbum(view: View, entry: DiscographyEntry): ArtistDiscographyAlbum {
  return {
    ...simplifiedAlbum(view, entry.album),
    ...(view.extended && { album_group: entry.group }),
  };
}

const NEW_RELEASES_COUNT = 100;
let newest: readonly number[] | undefined;

/** The newest hundred of the indexed albums, newest first. */
export function newReleases(): readonly number[] {
  newest ??= Array.from({ length: albums.count }, (_, n) => ({
    n,
    date: releaseDate(n).release_date,
  }))
    .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.n - b.n))
    .slice(0, NEW_RELEASES_COUNT)
    .map(({ n }) => n);
  return newest;
}

import type { Page } from '../../models/common.js';
import type {
  SimplifiedAlbum,
  Track,
  Album,
  ArtistDiscographyAlbum,
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
import { addedTo, formOf } from './added-form.js';
import { albumsOfArtist, existingNumber, tracksOfAlbum } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { hash } from './random.js';
import { isRelinked, OTHER_RECORDING } from './relinking.js';
import { albums } from './searchables.js';
import { inventedWord } from './titles.js';
import { simplifiedTrack, topTracks, track } from './tracks.js';
import type { View } from './view.js';

/** An album with its first tracks. Its genres are empty, as those of nearly all albums are. */
export function fullAlbum(view: View, n: number): Album {
  const [owner = 0] = albumArtists(n);
  const label = `${inventedWord(hash(SEEDS.album, n >>> 6, 7))} Records`;
  const year = releaseDate(n).release_date.slice(0, 4);
  return {
    ...simplifiedAlbum(view, n),
    tracks: albumTracks(view, idOf('album', n), firstSlice(view, 50)),
    copyrights: [
      { text: `© ${year} ${label}`, type: 'C' },
      { text: `℗ ${year} ${artistName(owner)}`, type: 'P' },
    ],
    external_ids: { upc: upc(n) },
    ...(view.extended && { genres: [], label, popularity: albumPopularity(n) }),
  };
}

export function albumTracks(view: View, id: string, slice: Slice): Page<SimplifiedTrack> {
  const { start, size } = tracksOfAlbum.range(existingNumber('album', id));
  const itemAt = (index: number) => albumTrack(view, start + index);
  const added = addedTo(view, 'track', 'album', id);
  return page(view, `/albums/${id}/tracks`, size, slice, itemAt, { added });
}

/** Without a market an album names the other recordings of its tracks too, some of them without an id. */
function albumTrack(view: View, n: number): SimplifiedTrack {
  const simplified = simplifiedTrack(view, n);
  if (!view.extended || view.market || !isRelinked(n)) return simplified;
  const linked = view.links('track', n + OTHER_RECORDING);
  const id = n % 40 === 17 ? null : linked.id;
  return { ...simplified, available_markets: [], linked_from: { ...linked, id } };
}

export const ALBUM_GROUPS: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];

/** A page of the albums of an artist, or with the artist as a guest: by group, newest first. */
export function discographyPage(
  view: View,
  id: string,
  groups: readonly AlbumGroup[],
  slice: Slice,
): Page<ArtistDiscographyAlbum> {
  const n = existingNumber('artist', id);
  const entries = n === undefined ? [] : discography(n, groups);
  const added = addedTo(view, 'album', 'artists', id)
    .map((album) => listed(view, album, album.album_type.toLowerCase() as AlbumGroup))
    .filter(({ album_type }) => groups.includes(album_type.toLowerCase() as AlbumGroup));
  const itemAt = (index: number) => {
    const { album, group } = entries[index] as DiscographyEntry;
    return listed(view, simplifiedAlbum(view, album), group);
  };
  const path = `/artists/${id}/albums`;
  return page(view, path, entries.length, slice, itemAt, { added, addedFirst: true });
}

interface DiscographyEntry {
  readonly album: number;
  readonly group: AlbumGroup;
  readonly date: string;
}

function discography(artist: number, groups: readonly AlbumGroup[]): DiscographyEntry[] {
  const entries: DiscographyEntry[] = [];
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

function listed(view: View, album: SimplifiedAlbum, group: AlbumGroup): ArtistDiscographyAlbum {
  return { ...album, ...(view.extended && { album_group: group }) };
}

/** Up to ten tracks of an artist, by popularity; those that a test added go first. */
export function artistTopTracks(view: View, id: string): Track[] {
  const n = existingNumber('artist', id);
  const added = view.added.of('track', 'artists', id).map((item) => formOf(view, item));
  const invented = n === undefined ? [] : topTracks(n).map((number) => track(view, number));
  return [...added, ...invented].slice(0, 10);
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

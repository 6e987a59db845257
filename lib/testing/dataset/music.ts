import type { Page } from '../../models/common.js';
import type {
  Album,
  ArtistDiscographyAlbum,
  SimplifiedAlbum,
  SimplifiedTrack,
  Track,
} from '../../models/music.js';
import { artistName, genresOf, SCENE_SIZE, SCENES, simplifiedArtist } from './artists.js';
import { albumsOfArtist, tracksOfAlbum } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { MARKETS, NARROW_MARKETS } from './markets.js';
import { firstSlice, page, type Slice } from './page.js';
import { draw, unit } from './random.js';
import type { View } from './view.js';
import { albumTitle, inventedWord, trackTitle } from './words.js';

export function simplifiedAlbum(view: View, n: number): SimplifiedAlbum {
  const links = view.links('album', n);
  return {
    album_type: albumType(n),
    total_tracks: tracksOfAlbum.size(n),
    ...(view.extended && !view.market && { available_markets: [...MARKETS] }),
    ...links,
    images: view.images('album', links.id),
    name: albumTitle(n),
    ...releaseDate(n),
    artists: albumArtists(n).map((artist) => simplifiedArtist(view, artist)),
  };
}

export function discographyAlbum(view: View, entry: DiscographyEntry): ArtistDiscographyAlbum {
  return {
    ...simplifiedAlbum(view, entry.album),
    ...(view.extended && { album_group: entry.group }),
  };
}

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
  const progress = (album - albumsOfArtist.start(owner) + 1) / albumsOfArtist.size(owner);
  const debut = 1961 + Math.floor(60 * unit(draw(SEEDS.artist, owner, 5)) ** 0.6);
  const year = debut + Math.floor((2025 - debut) * progress * 0.999);
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

/** An album carries its first tracks. */
export function fullAlbum(view: View, n: number): Album {
  const [owner = 0] = albumArtists(n);
  const label = `${inventedWord(draw(SEEDS.album, n >>> 6, 7))} Records`;
  const year = releaseDate(n).release_date.slice(0, 4);
  return {
    ...simplifiedAlbum(view, n),
    tracks: albumTracks(view, n, firstSlice(view, 50)),
    copyrights: [
      { text: `© ${year} ${label}`, type: 'C' },
      { text: `℗ ${year} ${artistName(owner)}`, type: 'P' },
    ],
    external_ids: { upc: upc(n) },
    ...(view.extended && { genres: [...genresOf(owner)], label, popularity: albumPopularity(n) }),
  };
}

export function albumTracks(view: View, n: number, slice: Slice): Page<SimplifiedTrack> {
  const first = tracksOfAlbum.start(n);
  const path = `/albums/${idOf('album', n)}/tracks`;
  return page(view, path, tracksOfAlbum.size(n), slice, (index) =>
    simplifiedTrack(view, first + index),
  );
}

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

/** A longer album comes on discs of this many tracks. */
const DISC = 16;

export function trackArtists(n: number): number[] {
  const { album, index } = placeOnAlbum(n);
  const guest = albumGuest(album);
  const artists = albumArtists(album);
  return guest !== undefined && hasGuest(album, index) ? [...artists.slice(0, 2), guest] : artists;
}

export function trackName(n: number): string {
  const { album, index } = placeOnAlbum(n);
  const guest = albumGuest(album);
  const title = trackTitle(album, index);
  return guest !== undefined && hasGuest(album, index)
    ? `${title} (feat. ${artistName(guest)})`
    : title;
}

export function trackDuration(n: number): number {
  const h = draw(SEEDS.track, n, 1);
  return 95_000 + Math.floor(unit(h) * 150_000 + unit(draw(SEEDS.track, n, 2)) ** 6 * 420_000);
}

export function trackPopularity(n: number): number {
  const album = tracksOfAlbum.owner(n);
  return Math.round(albumPopularity(album) * (0.4 + 0.6 * unit(draw(SEEDS.track, n, 3))));
}

/** One track in forty may be played in a few markets only. */
function marketsOf(n: number): readonly string[] {
  return draw(SEEDS.track, n, 4) % 40 === 0 ? NARROW_MARKETS : MARKETS;
}

export function simplifiedTrack(view: View, n: number): SimplifiedTrack {
  const { index } = placeOnAlbum(n);
  const artists = trackArtists(n).map((artist) => simplifiedArtist(view, artist));
  return {
    artists,
    ...availability(view, n),
    disc_number: Math.floor(index / DISC) + 1,
    duration_ms: trackDuration(n),
    explicit: draw(SEEDS.track, n, 5) % 9 === 0,
    ...view.links('track', n),
    is_local: false,
    name: trackName(n),
    ...(view.extended && { preview_url: null }),
    track_number: (index % DISC) + 1,
  };
}

export function track(view: View, n: number): Track {
  return {
    album: simplifiedAlbum(view, tracksOfAlbum.owner(n)),
    ...simplifiedTrack(view, n),
    type: 'track',
    external_ids: { isrc: isrc(n) },
    ...(view.extended && { popularity: trackPopularity(n) }),
  };
}

/** Shaped like an ISRC, and unique. */
export function isrc(n: number): string {
  return `QZF${String(n % 100).padStart(2, '0')}${String(Math.floor(n / 100)).padStart(7, '0')}`;
}

function availability(view: View, n: number) {
  const markets = marketsOf(n);
  if (!view.market) return view.extended ? { available_markets: [...markets] } : {};
  if (markets.includes(view.market)) return { is_playable: true };
  return { is_playable: false, restrictions: { reason: 'market' } };
}

function placeOnAlbum(n: number): { album: number; index: number } {
  const album = tracksOfAlbum.owner(n);
  return { album, index: n - tracksOfAlbum.start(album) };
}

/** Up to ten tracks of an artist's own albums, the best known first. */
export function topTracks(artist: number): number[] {
  const first = albumsOfArtist.start(artist);
  const from = tracksOfAlbum.start(first);
  const to = tracksOfAlbum.start(first + albumsOfArtist.size(artist));
  return Array.from({ length: to - from }, (_, i) => from + i)
    .map((n) => ({ n, popularity: trackPopularity(n) }))
    .toSorted((a, b) => b.popularity - a.popularity)
    .slice(0, 10)
    .map(({ n }) => n);
}

/** The first turns of the scenes, so that what is listed is also found by a search. */
const TURNS = 8;

/** A track of a scene's artists. */
export function sceneTrack(scene: number, drawn: number): number {
  const turn = drawn % TURNS;
  const artist = (turn * SCENES.length + scene) * SCENE_SIZE + ((drawn >>> 4) % SCENE_SIZE);
  const more = draw(drawn, artist);
  const album = albumsOfArtist.start(artist) + (more % albumsOfArtist.size(artist));
  return tracksOfAlbum.start(album) + ((more >>> 8) % tracksOfAlbum.size(album));
}

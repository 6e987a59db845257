import type { SimplifiedTrack, Track } from '../../models/music.js';
import { albumArtists, albumGuest, albumPopularity, hasGuest, simplifiedAlbum } from './albums.js';
import { artistName, SCENE_SIZE, SCENES, simplifiedArtist } from './artists.js';
import { albumsOfArtist, tracksOfAlbum } from './counts.js';
import { SEEDS } from './ids.js';
import { MARKETS, NARROW_MARKETS } from './markets.js';
import { hash, unit } from './random.js';
import { isRelinked, originalTrack, OTHER_RECORDING } from './relinking.js';
import { trackTitle } from './titles.js';
import type { View } from './view.js';

/** Where a track is: its album, and its place there from 0. */
function placeOnAlbum(n: number): { album: number; index: number } {
  const album = tracksOfAlbum.owner(n);
  return { album, index: n - tracksOfAlbum.start(album) };
}

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
  const h = hash(SEEDS.track, n, 1);
  return 95_000 + Math.floor(unit(h) * 150_000 + unit(hash(SEEDS.track, n, 2)) ** 6 * 420_000);
}

export function trackPopularity(n: number): number {
  const album = tracksOfAlbum.owner(n);
  return Math.round(albumPopularity(album) * (0.4 + 0.6 * unit(hash(SEEDS.track, n, 3))));
}

/** A unique ISRC. */
export function isrc(n: number): string {
  return `QZF${String(n % 100).padStart(2, '0')}${String(Math.floor(n / 100)).padStart(7, '0')}`;
}

/** One track in forty is available in a few markets only, another one in none. */
function marketsOf(n: number): readonly string[] {
  switch (hash(SEEDS.track, n, 4) % 40) {
    case 0:
      return NARROW_MARKETS;
    case 1:
      return [];
    default:
      return MARKETS;
  }
}

/** Longer albums have several discs. */
const TRACKS_PER_DISC = 16;

export function simplifiedTrack(view: View, number: number): SimplifiedTrack {
  const n = originalTrack(number);
  const { index } = placeOnAlbum(n);
  const artists = trackArtists(n).map((artist) => simplifiedArtist(view, artist));
  return {
    artists,
    ...view.availability(marketsOf(n)),
    disc_number: Math.floor(index / TRACKS_PER_DISC) + 1,
    duration_ms: trackDuration(n),
    explicit: hash(SEEDS.track, n, 5) % 9 === 0,
    ...relinkedLinks(view, number),
    is_local: false,
    name: trackName(n),
    ...(view.extended && { preview_url: null }),
    track_number: (index % TRACKS_PER_DISC) + 1,
  };
}

export function track(view: View, number: number): Track {
  const n = originalTrack(number);
  return {
    album: simplifiedAlbum(view, tracksOfAlbum.owner(n)),
    ...simplifiedTrack(view, number),
    type: 'track',
    external_ids: { isrc: isrc(n) },
    ...(view.extended && { popularity: trackPopularity(n) }),
  };
}

/**
 * The track's links, or the other recording's and `linked_from`. Apps in development mode lost `linked_from`; whether they
 * still get other recordings is not known, so here they do not.
 */
function relinkedLinks(view: View, number: number) {
  const links = view.links('track', number);
  if (!view.extended || !view.market || !isRelinked(number)) return links;
  return { ...view.links('track', number + OTHER_RECORDING), linked_from: links };
}

/** Up to ten tracks of the artist's own albums, by popularity. */
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

/** Scene tracks are by artists of these first rounds through the scenes, which are indexed for search. */
const SEARCHABLE_ROUNDS = 8;

/** A track by an artist of the scene. */
export function sceneTrack(scene: number, hashed: number): number {
  const round = hashed % SEARCHABLE_ROUNDS;
  const artist = (round * SCENES.length + scene) * SCENE_SIZE + ((hashed >>> 4) % SCENE_SIZE);
  const more = hash(hashed, artist);
  const album = albumsOfArtist.start(artist) + (more % albumsOfArtist.size(artist));
  return tracksOfAlbum.start(album) + ((more >>> 8) % tracksOfAlbum.size(album));
}

import type { SimplifiedTrack } from '../../model/simplified-track.js';
import type { Track } from '../../model/track.js';
import { albumArtists, albumGuest, albumPopularity, hasGuest } from './album.facts.js';
import { simplifiedAlbum } from './albums.js';
import { artistName, simplifiedArtist } from './artists.js';
import { tracksOfAlbum } from './census.js';
import { SEEDS } from './ids.js';
import { MARKETS, NARROW_MARKETS } from './markets.js';
import { draw, unit } from './random.js';
import { trackTitle } from './titles.js';
import type { View } from './view.js';

/** A longer album comes on discs of this many tracks. */
const DISC = 16;

export function trackArtists(n: number): number[] {
  const { album, index } = place(n);
  const guest = albumGuest(album);
  const artists = albumArtists(album);
  return guest !== undefined && hasGuest(album, index) ? [...artists.slice(0, 2), guest] : artists;
}

export function trackName(n: number): string {
  const { album, index } = place(n);
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
  const { index } = place(n);
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

function place(n: number): { album: number; index: number } {
  const album = tracksOfAlbum.owner(n);
  return { album, index: n - tracksOfAlbum.start(album) };
}

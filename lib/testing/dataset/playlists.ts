import type { Page } from '../../models/common.js';
import type { Track } from '../../models/music.js';
import type { Playlist, PlaylistItem, SimplifiedPlaylist } from '../../models/playlists.js';
import type { Episode } from '../../models/podcasts.js';
import { SCENES } from './artists.js';
import { playlistsOfUser } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { sceneTrack, track } from './tracks.js';
import { firstSlice, page, type Slice } from './page.js';
import { episode } from './podcasts.js';
import { hash, pick } from './random.js';
import { daysBefore } from './spoken.js';
import { playlistOwner, playlistUser } from './users.js';
import type { View } from './view.js';
import { PLAYLIST_FRAMES } from './words.js';

const PLAYLIST_SIZES = [48, 25, 130, 12, 64, 7, 240, 30, 75, 18];

export function playlistSize(n: number): number {
  return pick(PLAYLIST_SIZES, n);
}

/** The scene of a playlist's tracks. */
export function playlistScene(n: number): number {
  return hash(SEEDS.playlist, n, 1) % SCENES.length;
}

export function playlistName(n: number): string {
  const [genre = ''] = SCENES[playlistScene(n)] ?? [];
  const frame = pick(PLAYLIST_FRAMES, hash(SEEDS.playlist, n));
  return frame.replace(
    '%',
    genre.replace(/(^|[ -])\w/g, (letter) => letter.toUpperCase()),
  );
}

/** The fields that the simplified and the full form share. */
export function playlistCore(view: View, n: number) {
  const links = view.links('playlist', n);
  return {
    collaborative: hash(SEEDS.playlist, n, 2) % 12 === 0,
    description: `${playlistSize(n)} picks: ${playlistName(n)}.`,
    ...links,
    images: view.images('playlist', links.id),
    name: playlistName(n),
    owner: playlistOwner(view, playlistsOfUser.owner(n)),
    public: true,
    snapshot_id: Buffer.from(`1,${links.id}`).toString('base64'),
  };
}

/** In extended mode the list has its former name, `tracks`, beside `items`. */
export function simplifiedPlaylist(view: View, n: number): SimplifiedPlaylist {
  const path = `/playlists/${idOf('playlist', n)}`;
  const total = playlistSize(n);
  return {
    ...playlistCore(view, n),
    items: { href: view.href(`${path}/items`), total },
    ...(view.extended && { tracks: { href: view.href(`${path}/tracks`), total } }),
  };
}

type FirstEntries = { items?: Page<Entry | null>; tracks?: Page<Entry | null> };

/** A playlist with its first entries: `items` in development mode, `tracks` in extended mode. */
export function fullPlaylist(
  view: View,
  n: number,
): Omit<Playlist, 'items' | 'tracks'> & FirstEntries {
  const slice = firstSlice(view, 100);
  return {
    ...playlistCore(view, n),
    followers: { href: null, total: hash(SEEDS.playlist, n, 3) % 90_000 },
    ...(view.extended
      ? { tracks: playlistItems(view, n, 'tracks', ['track'], slice) }
      : { items: playlistItems(view, n, 'items', ['item'], { ...slice, limit: 50 }) }),
  };
}

/** Episodes in playlists are among the first ones, which are indexed for search. */
const LISTED_EPISODES = 6000;

/** The property of a playlist's entry that holds its track or episode: `item` since 2026, `track` before. */
export type EntryNames = readonly ('item' | 'track')[];

/** An entry as sent: with one of the names, or both. */
export type Entry = Omit<PlaylistItem, 'item'> & Partial<Pick<PlaylistItem, 'item'>>;

/**
 * A playlist's entries. Counted from 0: entry 23 and every 41st after it is `null`; of the others, entry 11 and every 17th
 * after it has lost its content; entry 5 and every 13th after it is an episode, lost too when no market is given.
 */
export function playlistItems(
  view: View,
  n: number,
  list: 'items' | 'tracks',
  names: EntryNames,
  slice: Slice,
): Page<Entry | null> {
  const path = `/playlists/${idOf('playlist', n)}/${list}`;
  return page(view, path, playlistSize(n), slice, (index) => {
    if (index % 41 === 23) return null;
    const content = contentAt(view, n, index);
    return {
      added_at: `${daysBefore(hash(SEEDS.playlist, n, index + 900) % 3000).release_date}T08:00:00Z`,
      added_by: playlistUser(view, playlistsOfUser.owner(n)),
      is_local: false,
      ...(names.includes('item') && { item: content }),
      ...(names.includes('track') && { track: content }),
    };
  });
}

function contentAt(view: View, n: number, index: number): Track | Episode | null {
  if (index % 17 === 11) return null;
  const hashed = hash(SEEDS.playlist, n, index + 10);
  if (index % 13 === 5) return view.market ? episode(view, hashed % LISTED_EPISODES) : null;
  return track(view, sceneTrack(playlistScene(n), hashed));
}

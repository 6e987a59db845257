import type { Page } from '../../models/common.js';
import type { Track } from '../../models/music.js';
import type { Playlist, PlaylistItem, SimplifiedPlaylist } from '../../models/playlists.js';
import type { Episode } from '../../models/podcasts.js';
import { SCENES } from './artists.js';
import { playlistsOfUser } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { sceneTrack, track } from './music.js';
import { firstSlice, page, type Slice } from './page.js';
import { episode } from './podcasts.js';
import { draw, pick } from './random.js';
import { daysBefore } from './spoken.js';
import { playlistOwner, playlistUser } from './users.js';
import type { View } from './view.js';
import { PLAYLIST_FRAMES } from './words.js';

const SIZES = [48, 25, 130, 12, 64, 7, 240, 30, 75, 18];

export function playlistSize(n: number): number {
  return pick(SIZES, n);
}

/** The scene that a playlist's tracks are from. */
export function playlistScene(n: number): number {
  return draw(SEEDS.playlist, n, 1) % SCENES.length;
}

export function playlistName(n: number): string {
  const [genre = ''] = SCENES[playlistScene(n)] ?? [];
  const frame = pick(PLAYLIST_FRAMES, draw(SEEDS.playlist, n));
  return frame.replace(
    '%',
    genre.replace(/(^|[ -])\w/g, (letter) => letter.toUpperCase()),
  );
}

/** What the simplified and the full form have in common. */
export function playlistCore(view: View, n: number) {
  const links = view.links('playlist', n);
  return {
    collaborative: draw(SEEDS.playlist, n, 2) % 12 === 0,
    description: `${playlistSize(n)} picks: ${playlistName(n)}.`,
    ...links,
    images: view.images('playlist', links.id),
    name: playlistName(n),
    owner: playlistOwner(view, playlistsOfUser.owner(n)),
    public: true,
    snapshot_id: Buffer.from(`1,${links.id}`).toString('base64'),
  };
}

/** Where the list went by a new name, extended mode still has the old one beside it. */
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

/** A playlist carries its first entries: as `items` in development mode, as `tracks`, as ever, in extended mode. */
export function fullPlaylist(
  view: View,
  n: number,
): Omit<Playlist, 'items' | 'tracks'> & FirstEntries {
  const slice = firstSlice(view, 100);
  return {
    ...playlistCore(view, n),
    followers: { href: null, total: draw(SEEDS.playlist, n, 3) % 90_000 },
    ...(view.extended
      ? { tracks: playlistItems(view, n, 'tracks', ['track'], slice) }
      : { items: playlistItems(view, n, 'items', ['item'], { ...slice, limit: 50 }) }),
  };
}

/** The episodes in playlists are some of the first, that a search finds too. */
const EPISODES = 6000;

/** What a playlist's entry calls its content: `item` since 2026, `track` before. */
export type EntryNames = readonly ('item' | 'track')[];

/** An entry as it is on the wire: one of the names, or both. */
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
      added_at: `${daysBefore(draw(SEEDS.playlist, n, index + 900) % 3000).release_date}T08:00:00Z`,
      added_by: playlistUser(view, playlistsOfUser.owner(n)),
      is_local: false,
      ...(names.includes('item') && { item: content }),
      ...(names.includes('track') && { track: content }),
    };
  });
}

function contentAt(view: View, n: number, index: number): Track | Episode | null {
  if (index % 17 === 11) return null;
  const drawn = draw(SEEDS.playlist, n, index + 10);
  if (index % 13 === 5) return view.market ? episode(view, drawn % EPISODES) : null;
  return track(view, sceneTrack(playlistScene(n), drawn));
}

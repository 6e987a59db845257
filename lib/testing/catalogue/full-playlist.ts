import type { Playlist } from '../../model/playlist.js';
import type { Page } from '../../model/page.js';
import { SEEDS } from './ids.js';
import { firstSlice } from './page.js';
import { type Entry, playlistItems } from './playlist-items.js';
import { playlistCore } from './playlists.js';
import { draw } from './random.js';
import type { View } from './view.js';

type FirstEntries = { items?: Page<Entry | null>; tracks?: Page<Entry | null> };

/** A playlist carries its first entries: as `items` in development mode, as `tracks`, as ever, in extended mode. */
export function playlist(view: View, n: number): Omit<Playlist, 'items' | 'tracks'> & FirstEntries {
  const slice = firstSlice(view, 100);
  return {
    ...playlistCore(view, n),
    followers: { href: null, total: draw(SEEDS.playlist, n, 3) % 90_000 },
    ...(view.extended
      ? { tracks: playlistItems(view, n, 'tracks', ['track'], slice) }
      : { items: playlistItems(view, n, 'items', ['item'], { ...slice, limit: 50 }) }),
  };
}

import type { Episode } from '../../model/episode.js';
import type { Page } from '../../model/page.js';
import type { PlaylistItem } from '../../model/playlist-item.js';
import type { Track } from '../../model/track.js';
import { playlistsOfUser } from './census.js';
import { episode } from './episodes.js';
import { idOf, SEEDS } from './ids.js';
import { page, type Slice } from './page.js';
import { playlistScene, playlistSize } from './playlists.js';
import { draw } from './random.js';
import { sceneTrack } from './scene-tracks.js';
import { daysBefore } from './spoken.js';
import { track } from './tracks.js';
import { playlistUser } from './users.js';
import type { View } from './view.js';

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

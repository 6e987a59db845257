import type { PlaylistItem } from '../model/playlist-item.js';
import type { Playlist } from '../model/playlist.js';
import type { SearchPages } from '../model/search-pages.js';
import type { SimplifiedPlaylist } from '../model/simplified-playlist.js';

/**
 * Since February 2026 a playlist's `tracks` are `items`, and an entry's `track` is its `item`; extended apps still get the
 * old names, and some answers carry both. Here all have the new ones. Answers may be shared: these copy.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export function readPlaylistItem(entry: PlaylistItem | null): PlaylistItem | null {
  if (!entry || entry.item !== undefined) return entry;
  return { ...entry, item: entry.track ?? null };
}

export function readListedPlaylist(playlist: SimplifiedPlaylist | null): SimplifiedPlaylist | null {
  if (!playlist || playlist.items || !playlist.tracks) return playlist;
  return { ...playlist, items: playlist.tracks };
}

export function readPlaylist(playlist: Playlist): Playlist {
  const page = playlist.items ?? playlist.tracks;
  if (!Array.isArray(page?.items)) return playlist;
  return { ...playlist, items: { ...page, items: page.items.map(readPlaylistItem) } };
}

export function readFound<T extends Partial<SearchPages>>(found: T): T {
  const { playlists } = found;
  if (!Array.isArray(playlists?.items)) return found;
  return { ...found, playlists: { ...playlists, items: playlists.items.map(readListedPlaylist) } };
}

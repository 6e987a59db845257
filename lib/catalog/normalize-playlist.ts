import type { SearchPages } from '../models/discovery.js';
import type {
  FormerPlaylistItem,
  Playlist,
  PlaylistItem,
  SimplifiedPlaylist,
} from '../models/playlists.js';

/**
 * Since February 2026 a playlist's `tracks` are `items`, and an entry's `track` is its `item`; extended apps still get the
 * old names, and some responses have both. Here all have the new ones. Responses may be shared, so these copy.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export function normalizePlaylistItem(entry: FormerPlaylistItem | null): PlaylistItem | null {
  if (!entry || entry.item !== undefined) return entry as PlaylistItem | null;
  return { ...entry, item: entry.track ?? null } as PlaylistItem;
}

export function normalizeListedPlaylist(
  playlist: SimplifiedPlaylist | null,
): SimplifiedPlaylist | null {
  if (!playlist || playlist.items || !playlist.tracks) return playlist;
  return { ...playlist, items: playlist.tracks };
}

export function normalizePlaylist(playlist: Playlist): Playlist {
  const page = playlist.items ?? playlist.tracks;
  if (!Array.isArray(page?.items)) return playlist;
  return { ...playlist, items: { ...page, items: page.items.map(normalizePlaylistItem) } };
}

export function normalizeSearchResults<T extends Partial<SearchPages>>(results: T): T {
  const { playlists } = results;
  if (!Array.isArray(playlists?.items)) return results;
  const items = playlists.items.map(normalizeListedPlaylist);
  return { ...results, playlists: { ...playlists, items } };
}

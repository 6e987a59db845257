import { formOf } from '../dataset/added-form.js';
import type { Addable } from '../dataset/added-items.js';
import { audiobookChapters } from '../dataset/audiobooks.js';
import { albumTracks } from '../dataset/discography.js';
import type { ItemType } from '../dataset/ids.js';
import { firstSlice } from '../dataset/page.js';
import { addedPlaylist } from '../dataset/playlists.js';
import { showEpisodes } from '../dataset/podcasts.js';
import type { View } from '../dataset/view.js';

/** An object that a test added, in its full form: with the first page of its list. */
export function fullForm(view: View, item: Addable[ItemType]): object {
  const slice = firstSlice(view, 50);
  switch (item.type) {
    case 'album': {
      const tracks = albumTracks(view, item.id, slice);
      return { ...formOf(view, item), total_tracks: item.total_tracks || tracks.total, tracks };
    }
    case 'show': {
      const episodes = showEpisodes(view, item.id, slice);
      const total_episodes = item.total_episodes || episodes.total;
      return { ...formOf(view, item), total_episodes, episodes };
    }
    case 'audiobook': {
      const chapters = audiobookChapters(view, item.id, slice);
      const total_chapters = item.total_chapters || chapters.total;
      return { ...formOf(view, item), total_chapters, chapters };
    }
    case 'playlist':
      return addedPlaylist(view, item);
    case 'artist':
    case 'track':
    case 'episode':
    case 'chapter':
    default:
      return formOf(view, item);
  }
}

import type { Audiobook, Chapter } from '../../models/audiobooks.js';
import type { Album, Artist, Track } from '../../models/music.js';
import type { Playlist, PlaylistItem } from '../../models/playlists.js';
import type { Episode, Show } from '../../models/podcasts.js';
import { fullForm } from '../api/full-form.js';
import {
  buildAlbum,
  buildArtist,
  buildAudiobook,
  buildChapter,
  buildEpisode,
  buildPage,
  buildPlaylist,
  buildShow,
  buildTrack,
} from '../builders.js';
import type { Addable } from './added-items.js';
import type { ItemType } from './ids.js';
import type { View } from './view.js';

/** A playlist's entries are its tracks and episodes, and `null` for one that is gone. */
export type AddedPlaylist = Partial<Omit<Playlist, 'items' | 'tracks'>> & {
  /** In order. */
  readonly items?: readonly (Track | Episode | null)[];
};

/**
 * Adds objects to the fake's catalogue. What is not given is made up. Each is given back whole, as `get` gives it, and is
 * found by its id, by searches, and in the lists that it belongs to: `add.track({ album })` is one of the album's tracks.
 */
export class FakeAdditions {
  /**
   * @param view - how a response without a market looks now
   * @internal
   */
  constructor(private readonly view: () => View) {}

  /** An artist, with a name, genres and pictures of its own. */
  artist(fields: Partial<Artist> = {}): Artist {
    return this.add('artist', buildArtist({ ...this.identity('artist'), ...fields }));
  }

  /** Its tracks are those that are added with it as their `album`. */
  album(fields: Partial<Omit<Album, 'tracks'>> = {}): Album {
    return this.add('album', buildAlbum({ ...this.identity('album'), ...fields }));
  }

  /** A track; its `album` and `artists` may be added before. */
  track(fields: Partial<Track> = {}): Track {
    return this.add('track', buildTrack({ ...this.identity('track'), ...fields }));
  }

  /** A playlist with the entries given. */
  playlist({ items = [], ...fields }: AddedPlaylist = {}): Playlist {
    const entries = items.map((item) => ({
      added_at: '2026-02-01T08:00:00Z',
      added_by: null,
      is_local: false,
      item,
    })) as readonly PlaylistItem[];
    const playlist = buildPlaylist({ ...this.identity('playlist'), ...fields });
    return this.add('playlist', { ...playlist, items: buildPage([...entries]) });
  }

  /** Its episodes are those that are added with it as their `show`. */
  show(fields: Partial<Omit<Show, 'episodes'>> = {}): Show {
    return this.add('show', buildShow({ ...this.identity('show'), ...fields }));
  }

  /** An episode; its `show` may be added before. */
  episode(fields: Partial<Episode> = {}): Episode {
    return this.add('episode', buildEpisode({ ...this.identity('episode'), ...fields }));
  }

  /** Its chapters are those that are added with it as their `audiobook`. */
  audiobook(fields: Partial<Omit<Audiobook, 'chapters'>> = {}): Audiobook {
    return this.add('audiobook', buildAudiobook({ ...this.identity('audiobook'), ...fields }));
  }

  /** A chapter; its `audiobook` may be added before. */
  chapter(fields: Partial<Chapter> = {}): Chapter {
    return this.add('chapter', buildChapter({ ...this.identity('chapter'), ...fields }));
  }

  /** The id that the fake gives, and the pictures that it draws for it. */
  private identity(type: ItemType) {
    const id = this.view().added.nextId(type);
    return { id, images: this.view().images(type, id) };
  }

  private add<T extends ItemType>(type: T, item: Addable[T]): Addable[T] {
    const view = this.view();
    view.added.add(type, item);
    return fullForm(view, item) as Addable[T];
  }
}

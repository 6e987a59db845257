import type { Audiobook, Chapter } from '../../models/audiobooks.js';
import type { Album, Artist, Track } from '../../models/music.js';
import type { Playlist } from '../../models/playlists.js';
import type { Episode, Show } from '../../models/podcasts.js';
import { COUNTS } from './counts.js';
import { idOf, type ItemType } from './ids.js';

/** What can be added, by type, complete as the builders make it. */
export interface Addable {
  album: Album;
  artist: Artist;
  track: Track;
  playlist: Playlist;
  show: Show;
  episode: Episode;
  audiobook: Audiobook;
  chapter: Chapter;
}

export type ItemOwner = keyof Owners;

/** Which of an item's fields name what it belongs to. */
interface Owners {
  readonly album?: { readonly id: string | null };
  readonly artists?: readonly { readonly id: string | null }[];
  readonly audiobook?: { readonly id: string };
  readonly owner?: { readonly id: string };
  readonly show?: { readonly id: string };
}

/** The objects that a test added to the catalogue. They have the numbers after those of the invented ones. */
export class AddedItems {
  private readonly items: { readonly [T in ItemType]: Map<string, Addable[T]> } = {
    album: new Map(),
    artist: new Map(),
    track: new Map(),
    playlist: new Map(),
    show: new Map(),
    episode: new Map(),
    audiobook: new Map(),
    chapter: new Map(),
  };

  nextId(type: ItemType): string {
    return idOf(type, COUNTS[type] + this.items[type].size);
  }

  add<T extends ItemType>(type: T, item: Addable[T]): void {
    this.items[type].set(item.id, item);
  }

  get<T extends ItemType>(type: T, id: string): Addable[T] | undefined {
    return this.items[type].get(id);
  }

  all<T extends ItemType>(type: T): readonly Addable[T][] {
    return [...this.items[type].values()];
  }

  /** The items of a list that belongs to another object, in the order in which they were added. */
  of<T extends ItemType>(type: T, owner: ItemOwner, id: string): readonly Addable[T][] {
    return this.all(type).filter((item) => {
      const owners = (item as Owners)[owner];
      return owners && [owners].flat().some((each) => (each as { id: string | null }).id === id);
    });
  }
}

import { AddedItems } from './added-items.js';
import { existingId } from './counts.js';
import { FakeAdditions } from './fake.additions.js';
import { userId } from './users.js';
import { View } from './view.js';

/**
 * The ids of everything in the invented catalogue, by number from 0. Album 0 is the first album of artist 0, track 0 the
 * first track of album 0, and so on.
 */
export class FakeCatalog {
  /** Adds objects of a test's own. */
  readonly add: FakeAdditions;

  /** @internal */
  constructor(view: () => View = emptyView) {
    this.add = new FakeAdditions(view);
  }

  /** One of some nine million. */
  albumId(n: number): string {
    return existingId('album', n);
  }

  /** An artist with albums. */
  artistId(n: number): string {
    return existingId('artist', n);
  }

  /** With a market, one track in twenty (17, 37 …) is relinked to another recording, in extended mode. */
  trackId(n: number): string {
    return existingId('track', n);
  }

  /** Hidden without a market, but for one in four: 3, 7, 11 and so on. Audiobooks likewise. */
  showId(n: number): string {
    return existingId('show', n);
  }

  /** An episode of a show, hidden without a market where the show is. */
  episodeId(n: number): string {
    return existingId('episode', n);
  }

  /** An audiobook with chapters. */
  audiobookId(n: number): string {
    return existingId('audiobook', n);
  }

  /** A chapter of an audiobook. */
  chapterId(n: number): string {
    return existingId('chapter', n);
  }

  /**
   * Playlists hold what clients have to expect. In extended mode an entry in seventeen has lost its track, one in forty-one
   * is `null`, one in thirteen is an episode, mostly lost when no market is given; one playlist in three (2, 5, 8 …) has
   * local files. In development mode an app token gets none of it. In search, every ninth playlist is `null`.
   */
  playlistId(n: number): string {
    return existingId('playlist', n);
  }

  /** A user's id is a name. */
  userId(n: number): string {
    return userId(n);
  }
}

const added = new AddedItems();

/** For a catalogue that belongs to no fake. */
function emptyView(): View {
  return new View({ origin: 'http://fake-spotify.invalid', quotaMode: 'extended', added });
}

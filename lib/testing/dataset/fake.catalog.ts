import { existingId } from './counts.js';
import { userId } from './users.js';

/**
 * The ids of everything in the invented catalogue, by number from 0. Album 0 is the first album of artist 0, track 0 the
 * first track of album 0, and so on.
 */
export class FakeCatalog {
  /** One of some nine million. */
  albumId(n: number): string {
    return existingId('album', n);
  }

  artistId(n: number): string {
    return existingId('artist', n);
  }

  trackId(n: number): string {
    return existingId('track', n);
  }

  showId(n: number): string {
    return existingId('show', n);
  }

  episodeId(n: number): string {
    return existingId('episode', n);
  }

  audiobookId(n: number): string {
    return existingId('audiobook', n);
  }

  chapterId(n: number): string {
    return existingId('chapter', n);
  }

  /**
   * Playlists hold what clients have to expect: an entry in seventeen has lost its track, one in forty-one is `null`, one
   * in thirteen is an episode, that is lost when no market is given. In search, every ninth playlist is `null`.
   */
  playlistId(n: number): string {
    return existingId('playlist', n);
  }

  /** A user's id is a name. */
  userId(n: number): string {
    return userId(n);
  }
}

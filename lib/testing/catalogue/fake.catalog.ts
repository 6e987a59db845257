import { existingId } from './census.js';

/**
 * The ids of what exists in the invented catalogue, by number from 0. Links hold: album 0 is artist 0's first, and track 0
 * is album 0's first.
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

  playlistId(n: number): string {
    return existingId('playlist', n);
  }
}

import type { Copyright } from './copyright.js';
import type { ExternalIds } from './external-ids.js';
import type { Page } from './page.js';
import type { SimplifiedAlbum } from './simplified-album.js';
import type { SimplifiedTrack } from './simplified-track.js';

/**
 * An album with its first tracks.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface Album extends SimplifiedAlbum {
  /** The first page of the album's tracks. */
  tracks: Page<SimplifiedTrack>;
  copyrights: Copyright[];
  external_ids: ExternalIds;
  /** Empty today. Absent for apps in development mode since February 2026. */
  genres?: string[];
  /** Absent for apps in development mode since February 2026. */
  label?: string;
  /** 0 to 100. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

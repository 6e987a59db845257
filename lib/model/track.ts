import type { ExternalIds } from './external-ids.js';
import type { SimplifiedAlbum } from './simplified-album.js';
import type { SimplifiedTrack } from './simplified-track.js';

/**
 * A track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface Track extends SimplifiedTrack {
  album: SimplifiedAlbum;
  external_ids: ExternalIds;
  /** 0 to 100, from how often and how recently it was played. Absent for apps in development mode since February 2026. */
  popularity?: number;
}

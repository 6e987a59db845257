import type { Open } from './open.js';
import type { SimplifiedAlbum } from './simplified-album.js';

/**
 * An album in an artist's list of albums.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
 */
export interface ArtistDiscographyAlbum extends SimplifiedAlbum {
  /** The artist's part in the album. Absent for apps in development mode since February 2026. */
  album_group?: Open<'album' | 'single' | 'compilation' | 'appears_on'>;
}

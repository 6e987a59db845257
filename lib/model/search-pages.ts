import type { Artist } from './artist.js';
import type { Page } from './page.js';
import type { SimplifiedAlbum } from './simplified-album.js';
import type { SimplifiedAudiobook } from './simplified-audiobook.js';
import type { SimplifiedEpisode } from './simplified-episode.js';
import type { SimplifiedPlaylist } from './simplified-playlist.js';
import type { SimplifiedShow } from './simplified-show.js';
import type { Track } from './track.js';

/**
 * A page of results for each type that can be searched for.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export interface SearchPages {
  tracks: Page<Track>;
  artists: Page<Artist>;
  albums: Page<SimplifiedAlbum>;
  /** Spotify puts `null` where it has nothing to show. */
  playlists: Page<SimplifiedPlaylist | null>;
  shows: Page<SimplifiedShow>;
  episodes: Page<SimplifiedEpisode>;
  audiobooks: Page<SimplifiedAudiobook>;
}

import type { SimplifiedAudiobook } from './simplified-audiobook.js';
import type { SimplifiedChapter } from './simplified-chapter.js';

/**
 * A chapter with its audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export interface Chapter extends SimplifiedChapter {
  audiobook: SimplifiedAudiobook;
}

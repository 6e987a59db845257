import type { Page } from './page.js';
import type { SimplifiedAudiobook } from './simplified-audiobook.js';
import type { SimplifiedChapter } from './simplified-chapter.js';

/**
 * An audiobook with its first chapters.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Audiobook extends SimplifiedAudiobook {
  /** The first page of the audiobook's chapters. */
  chapters: Page<SimplifiedChapter>;
}

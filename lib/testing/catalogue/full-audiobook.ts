import type { Audiobook } from '../../model/audiobook.js';
import type { Page } from '../../model/page.js';
import type { SimplifiedChapter } from '../../model/simplified-chapter.js';
import { simplifiedAudiobook } from './audiobooks.js';
import { chaptersOfAudiobook } from './census.js';
import { simplifiedChapter } from './chapters.js';
import { idOf } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import type { View } from './view.js';

/** An audiobook carries its first chapters. */
export function audiobook(view: View, n: number): Audiobook {
  return {
    ...simplifiedAudiobook(view, n),
    chapters: audiobookChapters(view, n, firstSlice(view, 50)),
  };
}

export function audiobookChapters(view: View, n: number, slice: Slice): Page<SimplifiedChapter> {
  const first = chaptersOfAudiobook.start(n);
  const path = `/audiobooks/${idOf('audiobook', n)}/chapters`;
  return page(view, path, chaptersOfAudiobook.size(n), slice, (index) =>
    simplifiedChapter(view, first + index),
  );
}

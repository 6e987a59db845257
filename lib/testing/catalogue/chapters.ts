import type { Chapter } from '../../model/chapter.js';
import type { SimplifiedChapter } from '../../model/simplified-chapter.js';
import { bookName, bookSubject, simplifiedAudiobook } from './audiobooks.js';
import { chaptersOfAudiobook } from './census.js';
import { SEEDS } from './ids.js';
import { draw } from './random.js';
import { daysBefore, descriptions } from './spoken.js';
import type { View } from './view.js';

export function simplifiedChapter(view: View, n: number): SimplifiedChapter {
  const book = chaptersOfAudiobook.owner(n);
  const number = n - chaptersOfAudiobook.start(book) + 1;
  const links = view.links('chapter', n);
  return {
    ...(view.extended && { audio_preview_url: null }),
    chapter_number: number,
    ...descriptions(`${bookName(book)}, chapter ${number}: on ${bookSubject(book).toLowerCase()}.`),
    duration_ms: 480_000 + (draw(SEEDS.chapter, n) % 1_900_000),
    explicit: false,
    ...links,
    type: 'episode',
    images: view.images('chapter', links.id),
    is_playable: true,
    languages: ['en'],
    name: `Chapter ${number}`,
    ...daysBefore(draw(SEEDS.audiobook, book, 5) % 4000),
  };
}

export function chapter(view: View, n: number): Chapter {
  return {
    ...simplifiedChapter(view, n),
    audiobook: simplifiedAudiobook(view, chaptersOfAudiobook.owner(n)),
  };
}

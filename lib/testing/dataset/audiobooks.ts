import type {
  Audiobook,
  Chapter,
  SimplifiedAudiobook,
  SimplifiedChapter,
} from '../../models/audiobooks.js';
import type { Page } from '../../models/common.js';
import { addedTo } from './added-form.js';
import { chaptersOfAudiobook, existingNumber } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { AUDIOBOOK_MARKETS } from './markets.js';
import { hash, pick } from './random.js';
import { daysBefore, descriptions, framed, publisher, subject } from './spoken.js';
import type { View } from './view.js';
import { BOOK_FRAMES } from './words.js';
import { inventedWord } from './titles.js';

export function bookSubject(n: number): string {
  return subject(hash(SEEDS.audiobook, n, 1));
}

export function bookName(n: number): string {
  return framed(BOOK_FRAMES, hash(SEEDS.audiobook, n), bookSubject(n));
}

/** Authors and narrators are groups, so that no person is invented. */
function circle(n: number, salt: number, kinds: readonly string[]): { name: string } {
  const h = hash(SEEDS.audiobook, n, salt);
  return { name: `${inventedWord(h)} ${pick(kinds, h)}` };
}

export function simplifiedAudiobook(view: View, n: number): SimplifiedAudiobook {
  const links = view.links('audiobook', n);
  const house = publisher(hash(SEEDS.audiobook, n, 2));
  return {
    authors: [circle(n, 3, ['Writers', 'Authors’ Circle', 'Notebook'])],
    ...view.showMarkets(AUDIOBOOK_MARKETS),
    copyrights: [],
    ...descriptions(`A book about ${bookSubject(n).toLowerCase()}, read aloud. From ${house}.`),
    edition: 'Unabridged',
    explicit: false,
    ...links,
    images: view.images('audiobook', links.id),
    languages: ['en'],
    media_type: 'audio',
    name: bookName(n),
    narrators: [circle(n, 4, ['Readers', 'Voices'])],
    ...(view.extended && { publisher: house }),
    total_chapters:
      chaptersOfAudiobook.size(n) + view.added.of('chapter', 'audiobook', links.id).length,
  };
}

/** An audiobook with its first chapters. */
export function fullAudiobook(view: View, n: number): Audiobook {
  return {
    ...simplifiedAudiobook(view, n),
    chapters: audiobookChapters(view, idOf('audiobook', n), firstSlice(view, 50)),
  };
}

export function audiobookChapters(view: View, id: string, slice: Slice): Page<SimplifiedChapter> {
  const { start, size } = chaptersOfAudiobook.range(existingNumber('audiobook', id));
  const itemAt = (index: number) => simplifiedChapter(view, start + index);
  const added = addedTo(view, 'chapter', 'audiobook', id);
  return page(view, `/audiobooks/${id}/chapters`, size, slice, itemAt, { added });
}

export function simplifiedChapter(view: View, n: number): SimplifiedChapter {
  const book = chaptersOfAudiobook.owner(n);
  const number = n - chaptersOfAudiobook.start(book);
  const links = view.links('chapter', n);
  return {
    ...(view.extended && { audio_preview_url: null }),
    ...view.showMarkets(AUDIOBOOK_MARKETS),
    chapter_number: number,
    // One in three has no description.
    ...descriptions(
      n % 3 === 2
        ? ''
        : `${bookName(book)}, chapter ${number + 1}: on ${bookSubject(book).toLowerCase()}.`,
    ),
    duration_ms: 480_000 + (hash(SEEDS.chapter, n) % 1_900_000),
    explicit: false,
    ...links,
    type: 'chapter',
    images: view.images('chapter', links.id),
    ...(view.market && { is_playable: true }),
    languages: ['en'],
    name: `Chapter ${number + 1}`,
    ...daysBefore(hash(SEEDS.audiobook, book, 5) % 4000),
  };
}

export function chapter(view: View, n: number): Chapter {
  return {
    ...simplifiedChapter(view, n),
    audiobook: simplifiedAudiobook(view, chaptersOfAudiobook.owner(n)),
  };
}

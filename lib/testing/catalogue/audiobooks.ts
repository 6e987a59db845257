import type { SimplifiedAudiobook } from '../../model/simplified-audiobook.js';
import { chaptersOfAudiobook } from './census.js';
import { SEEDS } from './ids.js';
import { inventedWord } from './invented-word.js';
import { draw, pick } from './random.js';
import { descriptions, framed, publisher, subject } from './spoken.js';
import type { View } from './view.js';
import { BOOK_FRAMES } from './words.js';

export function bookSubject(n: number): string {
  return subject(draw(SEEDS.audiobook, n, 1));
}

export function bookName(n: number): string {
  return framed(BOOK_FRAMES, draw(SEEDS.audiobook, n), bookSubject(n));
}

/** Written and read by circles of people: nobody is invented by name. */
function circle(n: number, salt: number, kinds: readonly string[]): { name: string } {
  const h = draw(SEEDS.audiobook, n, salt);
  return { name: `${inventedWord(h)} ${pick(kinds, h)}` };
}

/** Audiobooks exist in some markets only, so that their `available_markets` are never seen. */
export function simplifiedAudiobook(view: View, n: number): SimplifiedAudiobook {
  const links = view.links('audiobook', n);
  const house = publisher(draw(SEEDS.audiobook, n, 2));
  return {
    authors: [circle(n, 3, ['Writers', 'Authors’ Circle', 'Notebook'])],
    copyrights: [{ text: `℗ ${house}`, type: 'P' }],
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
    total_chapters: chaptersOfAudiobook.size(n),
  };
}

import { inventedWord } from './words.js';
import { SEEDS } from './ids.js';
import { draw, pick } from './random.js';
import { SUBJECTS } from './words.js';

/** What a show, an episode or a book is about. */
export function subject(drawn: number): string {
  return pick(SUBJECTS, drawn);
}

/** A title out of a frame such as `Notes on %`. */
export function framed(frames: readonly string[], drawn: number, about: string): string {
  return pick(frames, drawn).replace('%', about);
}

/** Who publishes: a few thousand houses. */
export function publisher(drawn: number): string {
  return `${inventedWord(draw(SEEDS.user, drawn % 4096))} ${pick(['Press', 'Audio', 'House', 'Studios'], drawn)}`;
}

/** Plain text, and the same as HTML. */
export function descriptions(text: string): { description: string; html_description: string } {
  return { description: text, html_description: `<p>${text.replaceAll('&', '&amp;')}</p>` };
}

const LANGUAGES = [
  ['en'],
  ['en'],
  ['en'],
  ['en-GB'],
  ['sv'],
  ['de'],
  ['es'],
  ['en', 'fr'],
] as const;

export function languages(drawn: number): string[] {
  return [...pick(LANGUAGES, drawn)];
}

const DAY = 86_400_000;
const LATEST = Date.UTC(2025, 11, 28);

/** The date so many days before the catalogue's last one. */
export function daysBefore(days: number): { release_date: string; release_date_precision: 'day' } {
  const release_date = new Date(LATEST - days * DAY).toISOString().slice(0, 10);
  return { release_date, release_date_precision: 'day' };
}

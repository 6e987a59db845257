import { inventedWord, withArticles } from './titles.js';
import { SEEDS } from './ids.js';
import { hash, pick } from './random.js';
import { SUBJECTS } from './words.js';

/** The subject of a show or an audiobook. */
export function subject(hashed: number): string {
  return pick(SUBJECTS, hashed);
}

/** Fills a title frame such as `Notes on %`. */
export function framed(frames: readonly string[], hashed: number, about: string): string {
  return withArticles(pick(frames, hashed).replace('%', about));
}

/** One of a few thousand publishers. */
export function publisher(hashed: number): string {
  return `${inventedWord(hash(SEEDS.user, hashed % 4096))} ${pick(['Press', 'Audio', 'House', 'Studios'], hashed)}`;
}

/** A description, which may be empty, as plain text and as HTML. */
export function descriptions(text: string): { description: string; html_description: string } {
  const html = text && `<p>${text.replaceAll('&', '&amp;')}</p>`;
  return { description: text, html_description: html };
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

export function languages(hashed: number): string[] {
  return [...pick(LANGUAGES, hashed)];
}

const DAY_MS = 86_400_000;
const LATEST_DATE_MS = Date.UTC(2025, 11, 28);

/** The date so many days before the newest one in the catalogue. */
export function daysBefore(days: number): { release_date: string; release_date_precision: 'day' } {
  const release_date = new Date(LATEST_DATE_MS - days * DAY_MS).toISOString().slice(0, 10);
  return { release_date, release_date_precision: 'day' };
}

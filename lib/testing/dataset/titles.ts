import { tracksOfAlbum } from './counts.js';
import { SEEDS } from './ids.js';
import { hash, pick } from './random.js';
import {
  ALBUM_FRAMES,
  ENDINGS,
  HEIGHTS,
  MOODS,
  PLACES,
  SYLLABLES_FIRST,
  SYLLABLES_LAST,
  SYLLABLES_MIDDLE,
  THEMES,
  TRACK_FRAMES,
} from './words.js';

/** The title of an album; a single with up to three tracks has the title of the first. */
export function albumTitle(album: number): string {
  if (tracksOfAlbum.size(album) <= 3) return trackTitle(album, 0);
  const h = hash(SEEDS.album, album, 1);
  return fillFrame(pick(ALBUM_FRAMES, h), pick(THEMES, h >>> 6), hash(SEEDS.album, album, 8));
}

/** The title of a track by its place on the album, from 0; each track of an album has another theme. */
export function trackTitle(album: number, index: number): string {
  const first = hash(SEEDS.album, album, 2) % THEMES.length;
  const h = hash(SEEDS.track, album, index + 3);
  return fillFrame(pick(TRACK_FRAMES, h), pick(THEMES, first + index * 7), h >>> 5);
}

/** Fills a frame such as `%s over {height}`: `%` is the theme, `%s` its plural. */
function fillFrame(frame: string, theme: string, hashed: number): string {
  const title = frame
    .replace('%s', plural(theme))
    .replace('%', theme)
    .replace('{mood}', pick(MOODS, hashed))
    .replace('{place}', pick(PLACES, hashed >>> 5))
    .replace('{height}', pick(HEIGHTS, hashed >>> 5))
    .replace('{ending}', pick(ENDINGS, hashed >>> 5))
    .replace('{other}', pick(THEMES, hashed >>> 5));
  return withArticles(title);
}

/** Corrects "a" and "an" by the sound that follows: an angel, an hour, a union, a one-off. */
export function withArticles(text: string): string {
  return text.replace(/\b(a)n?(?= (\S+))/gi, (_, a: string, word: string) => {
    const vowel = /^(?:[aeio]|u(?!ni[^nm]|s[eu]|r[aie]|to)|hour|honest|honou?r|heir)/i.test(word);
    return vowel && !/^(?:eu|ew|one\b|once\b)/i.test(word) ? `${a}n` : a;
  });
}

export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|sh|ch|x)$/.test(word) ? `${word}es` : `${word}s`;
}

/** An invented word for bands, labels and publishers. */
export function inventedWord(hashed: number): string {
  return (
    pick(SYLLABLES_FIRST, hashed) +
    pick(SYLLABLES_MIDDLE, hashed >>> 8) +
    pick(SYLLABLES_LAST, hashed >>> 16)
  );
}

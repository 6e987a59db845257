import { tracksOfAlbum } from './census.js';
import { SEEDS } from './ids.js';
import { draw, pick } from './random.js';
import { ENDINGS, MOODS, PLACES, THEMES } from './words.js';

/** The title of an album: a single's is its first track's. */
export function albumTitle(album: number): string {
  const size = tracksOfAlbum.size(album);
  if (size <= 3) return trackTitle(album, 0);
  const h = draw(SEEDS.album, album, 1);
  const theme = pick(THEMES, h >>> 4);
  const mood = pick(MOODS, h >>> 12);
  switch (h % 8) {
    case 0:
      return `${mood} ${plural(theme)}`;
    case 1:
      return `Songs for the ${mood} ${theme}`;
    case 2:
      return `${theme} Season`;
    case 3:
      return `The ${theme} & the ${pick(THEMES, (h >>> 4) + 7)}`;
    case 4:
      return `${plural(theme)} from ${pick(PLACES, h >>> 20)}`;
    case 5:
      return `A ${mood} Kind of ${theme}`;
    case 6:
      return `${mood} ${theme}`;
    default:
      return `${theme} ${pick(ENDINGS, h >>> 20)}`;
  }
}

/** The title of an album's track, counted from 0; the main word differs from track to track. */
export function trackTitle(album: number, index: number): string {
  const first = draw(SEEDS.album, album, 2);
  const theme = pick(THEMES, (first % THEMES.length) + index * 7);
  const h = draw(SEEDS.track, album, index + 3);
  const mood = pick(MOODS, h >>> 4);
  switch (h % 12) {
    case 0:
      return `${theme} in ${pick(PLACES, h >>> 12)}`;
    case 1:
      return `${mood} ${theme}`;
    case 2:
      return `${mood} ${plural(theme)}`;
    case 3:
      return `${theme} ${pick(ENDINGS, h >>> 12)}`;
    case 4:
      return `All My ${plural(theme)}`;
    case 5:
      return `Like a ${theme}`;
    case 6:
      return `${plural(theme)} over ${pick(PLACES, h >>> 12)}`;
    case 7:
      return `No ${theme} Without You`;
    case 8:
      return `Every ${mood} ${theme}`;
    case 9:
      return `${theme} (${pick(['Reprise', 'Acoustic', 'Demo', 'Interlude', 'Live'], h >>> 12)})`;
    case 10:
      return `Give Me ${theme}`;
    default:
      return `The ${theme} We Kept`;
  }
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|sh|ch|x)$/.test(word) ? `${word}es` : `${word}s`;
}

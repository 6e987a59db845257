import { tracksOfAlbum } from './census.js';
import { SEEDS } from './ids.js';
import { plural } from './plural.js';
import { draw, pick } from './random.js';
import { ALBUM_FRAMES, ENDINGS, HEIGHTS, MOODS, PLACES, THEMES, TRACK_FRAMES } from './words.js';

/** The title of an album; a short single's is its first track's. */
export function albumTitle(album: number): string {
  if (tracksOfAlbum.size(album) <= 3) return trackTitle(album, 0);
  const h = draw(SEEDS.album, album, 1);
  return titled(pick(ALBUM_FRAMES, h), pick(THEMES, h >>> 6), draw(SEEDS.album, album, 8));
}

/** The title of an album's track, counted from 0; the main word differs from track to track. */
export function trackTitle(album: number, index: number): string {
  const first = draw(SEEDS.album, album, 2) % THEMES.length;
  const h = draw(SEEDS.track, album, index + 3);
  return titled(pick(TRACK_FRAMES, h), pick(THEMES, first + index * 7), h >>> 5);
}

/** Puts words in a frame such as `%s over {height}`: `%` is the theme, `%s` more than one of it. */
function titled(frame: string, theme: string, drawn: number): string {
  return frame
    .replace('%s', plural(theme))
    .replace('%', theme)
    .replace('{mood}', pick(MOODS, drawn))
    .replace('{place}', pick(PLACES, drawn >>> 5))
    .replace('{height}', pick(HEIGHTS, drawn >>> 5))
    .replace('{ending}', pick(ENDINGS, drawn >>> 5))
    .replace('{other}', pick(THEMES, drawn >>> 5));
}

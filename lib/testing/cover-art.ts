import { albumArtists } from './dataset/music.js';
import { artistName } from './dataset/artists.js';
import { bookName } from './dataset/audiobooks.js';
import { CATEGORY_IDS, categoryName } from './dataset/categories.js';
import { chaptersOfAudiobook, episodesOfShow, existingNumber } from './dataset/counts.js';
import { playlistName } from './dataset/playlists.js';
import { draw, scramble } from './dataset/random.js';
import { showName } from './dataset/podcasts.js';
import { albumTitle } from './dataset/words.js';
import { userName, userNumber } from './dataset/users.js';
import { shapes } from './cover-shapes.js';

/** From this size on a cover carries its title. */
const LEGIBLE = 128;

/** A path that leads to a picture: `/image/album/:id/640`. */
const PATH = /^\/image\/([a-z]+)\/([^/]+)\/(\d{2,4})$/;

/** The picture of an item as SVG, always the same; `undefined` where there is none. */
export function coverArt(path: string): string | undefined {
  const [, type = '', id = '', digits = ''] = PATH.exec(path) ?? [];
  const subject = subjectOf(type, id);
  if (!subject) return undefined;
  const { title, subtitle = '', seed } = subject;
  const size = Number(digits);
  const hue = scramble(seed) % 360;
  const other = (hue + 40 + (scramble(seed + 1) % 140)) % 360;
  const text = size < LEGIBLE ? '' : lettering(title, subtitle);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 640 640">` +
    `<title>${escaped(title)}</title>` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 62% 42%)"/>` +
    `<stop offset="1" stop-color="hsl(${other} 58% 24%)"/></linearGradient></defs>` +
    `<rect width="640" height="640" fill="url(#g)"/>${shapes(seed, other)}${text}</svg>`
  );
}

interface Subject {
  readonly title: string;
  readonly subtitle?: string;
  /** What colours and shapes are drawn from; items that share a cover share it. */
  readonly seed: number;
}

function subjectOf(type: string, id: string): Subject | undefined {
  if (type === 'category') {
    const n = CATEGORY_IDS.indexOf(id);
    return n < 0 ? undefined : { title: categoryName(n), seed: draw(1, n) };
  }
  if (type === 'user') {
    const n = userNumber(id);
    return n === undefined ? undefined : { title: userName(n), seed: draw(2, n) };
  }
  switch (type) {
    case 'album':
      return about(existingNumber(type, id), 3, albumTitle, (n) =>
        albumArtists(n).map(artistName).join(', '),
      );
    case 'artist':
      return about(existingNumber(type, id), 4, artistName);
    case 'playlist':
      return about(existingNumber(type, id), 5, playlistName);
    case 'show':
      return about(existingNumber(type, id), 6, showName);
    case 'episode':
      return about(owner(existingNumber(type, id), episodesOfShow), 6, showName);
    case 'audiobook':
      return about(existingNumber(type, id), 7, bookName);
    case 'chapter':
      return about(owner(existingNumber(type, id), chaptersOfAudiobook), 7, bookName);
    default:
      return undefined;
  }
}

function owner(n: number | undefined, blocks: { owner(n: number): number }): number | undefined {
  return n === undefined ? undefined : blocks.owner(n);
}

function about(
  n: number | undefined,
  salt: number,
  title: (n: number) => string,
  subtitle?: (n: number) => string,
): Subject | undefined {
  if (n === undefined) return undefined;
  return { title: title(n), subtitle: subtitle?.(n), seed: draw(salt, n) };
}

function lettering(title: string, subtitle: string): string {
  const lines = wrapped(title, 15).slice(0, 4);
  const top = 560 - lines.length * 62 - (subtitle ? 20 : 0);
  const text = lines.map(
    (line, i) => `<text x="40" y="${top + 62 * (i + 1)}">${escaped(line)}</text>`,
  );
  const small = subtitle.length > 34 ? `${subtitle.slice(0, 33)}…` : subtitle;
  return (
    `<g fill="#fff" font-family="Avenir Next,Futura,Helvetica,Arial,sans-serif" font-size="56" font-weight="700">` +
    `${text.join('')}<text x="40" y="590" font-size="28" font-weight="400" opacity="0.85">${escaped(small)}</text></g>`
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

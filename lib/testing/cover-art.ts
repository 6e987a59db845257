import { albumArtists } from './dataset/albums.js';
import { artistName } from './dataset/artists.js';
import { bookName } from './dataset/audiobooks.js';
import { CATEGORY_IDS, categoryName } from './dataset/categories.js';
import type { AddedItems } from './dataset/added-items.js';
import type { ItemType } from './dataset/ids.js';
import { chaptersOfAudiobook, COUNTS, episodesOfShow, existingNumber } from './dataset/counts.js';
import { playlistName } from './dataset/playlists.js';
import { hash, scramble, unit } from './dataset/random.js';
import { showName } from './dataset/podcasts.js';
import { albumTitle } from './dataset/titles.js';
import { userName, userNumber } from './dataset/users.js';

/** Smaller covers show no title. */
const TITLE_MIN_PX = 128;

/** The path of a picture: `/image/album/ID/640`. */
const IMAGE_PATH = /^\/image\/([a-z]+)\/([^/]+)\/(\d{2,4})$/;

/** The picture of an item as SVG, the same in every run; `undefined` for an unknown path. */
export function coverArt(path: string, added: AddedItems): string | undefined {
  const [, type = '', id = '', digits = ''] = IMAGE_PATH.exec(path) ?? [];
  const subject = subjectOf(type, id) ?? addedSubject(type, id, added);
  if (!subject) return undefined;
  const { title, subtitle = '', seed } = subject;
  const size = Number(digits);
  const hue = scramble(seed) % 360;
  const other = (hue + 40 + (scramble(seed + 1) % 140)) % 360;
  const text = size < TITLE_MIN_PX ? '' : titleText(title, subtitle);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 640 640">` +
    `<title>${escapeXml(title)}</title>` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 62% 42%)"/>` +
    `<stop offset="1" stop-color="hsl(${other} 58% 24%)"/></linearGradient></defs>` +
    `<rect width="640" height="640" fill="url(#g)"/>${shapes(seed, other)}${text}</svg>`
  );
}

interface Subject {
  readonly title: string;
  readonly subtitle?: string;
  /** Determines colours and shapes; items that share a cover share it. */
  readonly seed: number;
}

function addedSubject(type: string, id: string, added: AddedItems): Subject | undefined {
  const item = Object.hasOwn(COUNTS, type) && type !== 'user' && added.get(type as ItemType, id);
  return item ? { title: item.name, seed: hash(8, item.name.length) } : undefined;
}

function subjectOf(type: string, id: string): Subject | undefined {
  if (type === 'category') {
    const n = CATEGORY_IDS.indexOf(id);
    return n < 0 ? undefined : { title: categoryName(n), seed: hash(1, n) };
  }
  if (type === 'user') {
    const n = userNumber(id);
    return n === undefined ? undefined : { title: userName(n), seed: hash(2, n) };
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
      return about(ownerOf(existingNumber(type, id), episodesOfShow), 6, showName);
    case 'audiobook':
      return about(existingNumber(type, id), 7, bookName);
    case 'chapter':
      return about(ownerOf(existingNumber(type, id), chaptersOfAudiobook), 7, bookName);
    default:
      return undefined;
  }
}

function ownerOf(n: number | undefined, ranges: { owner(n: number): number }): number | undefined {
  return n === undefined ? undefined : ranges.owner(n);
}

function about(
  n: number | undefined,
  salt: number,
  title: (n: number) => string,
  subtitle?: (n: number) => string,
): Subject | undefined {
  if (n === undefined) return undefined;
  return { title: title(n), subtitle: subtitle?.(n), seed: hash(salt, n) };
}

function titleText(title: string, subtitle: string): string {
  const lines = wrapWords(title, 15).slice(0, 4);
  const top = 560 - lines.length * 62 - (subtitle ? 20 : 0);
  const text = lines.map(
    (line, i) => `<text x="40" y="${top + 62 * (i + 1)}">${escapeXml(line)}</text>`,
  );
  const small = subtitle.length > 34 ? `${subtitle.slice(0, 33)}…` : subtitle;
  return (
    `<g fill="#fff" font-family="Avenir Next,Futura,Helvetica,Arial,sans-serif" font-size="56" font-weight="700">` +
    `${text.join('')}<text x="40" y="590" font-size="28" font-weight="400" opacity="0.85">${escapeXml(small)}</text></g>`
  );
}

function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The pattern behind a cover's title: one of six kinds, varied by the seed. */
export function shapes(seed: number, hue: number): string {
  const at = (salt: number, size = 640) => Math.round(unit(hash(seed, salt)) * size);
  const light = `hsl(${hue} 80% 70%)`;
  switch (seed % 6) {
    case 0: // rings
      return `<g fill="none" stroke="${light}" stroke-width="${6 + at(1, 18)}" opacity="0.35">${repeat(6, (i) => `<circle cx="${at(2)}" cy="${at(3, 360)}" r="${40 + i * (40 + at(4, 30))}"/>`)}</g>`;
    case 1: // a low sun over hills
      return `<circle cx="${120 + at(1, 400)}" cy="${140 + at(2, 140)}" r="${70 + at(3, 70)}" fill="${light}" opacity="0.8"/>${repeat(3, (i) => `<path d="M0 ${330 + i * 80} Q${at(4 + i)} ${220 + i * 90} 640 ${300 + i * 90} V640 H0 Z" fill="#000" opacity="0.18"/>`)}`;
    case 2: // stripes
      return `<g fill="${light}" opacity="0.28" transform="rotate(${at(1, 90)} 320 320)">${repeat(9, (i) => `<rect x="-200" y="${i * 110 - 150}" width="1040" height="${14 + at(2 + i, 50)}"/>`)}</g>`;
    case 3: // scattered discs
      return `<g fill="${light}" opacity="0.3">${repeat(12, (i) => `<circle cx="${at(i)}" cy="${at(i + 20, 420)}" r="${12 + at(i + 40, 90)}"/>`)}</g>`;
    case 4: // waves
      return `<g fill="none" stroke="${light}" stroke-width="10" opacity="0.45">${repeat(8, (i) => `<path d="M-20 ${60 + i * 48} q ${60 + at(1, 60)} ${-30 - at(2, 50)} 170 0 t 170 0 t 170 0 t 170 0"/>`)}</g>`;
    default: // tiles
      return `<g fill="${light}">${repeat(25, (i) => `<rect x="${(i % 5) * 128}" y="${Math.floor(i / 5) * 128}" width="128" height="128" rx="${at(1, 64)}" opacity="${(at(i + 2, 35) / 100).toFixed(2)}"/>`)}</g>`;
  }
}

function repeat(count: number, shape: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => shape(i)).join('');
}

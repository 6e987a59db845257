import type { Artist, SimplifiedArtist } from '../../models/music.js';
import { SEEDS } from './ids.js';
import { hash, pick, unit } from './random.js';
import { inventedWord, plural } from './titles.js';
import type { View } from './view.js';
import { BAND_ADJECTIVES, BAND_GROUPS, BAND_NOUNS, ENSEMBLES, THEMES } from './words.js';

/** The scenes, each a list of genres with the main one first. */
export const SCENES: readonly (readonly string[])[] = [
  ['indie pop', 'bedroom pop', 'chamber pop'],
  ['dream pop', 'shoegaze'],
  ['synthwave', 'synthpop', 'electronica'],
  ['jazz', 'cool jazz', 'jazz fusion'],
  ['folk', 'indie folk', 'singer-songwriter'],
  ['techno', 'minimal techno', 'detroit techno'],
  ['soul', 'neo soul', 'r&b'],
  ['hip hop', 'jazz rap', 'lo-fi beats'],
  ['classical', 'chamber music'],
  ['ambient', 'drone'],
  ['post-punk', 'new wave', 'indie rock'],
  ['afrobeat', 'highlife', 'funk'],
  ['bossa nova', 'samba'],
  ['house', 'deep house', 'disco'],
  ['country', 'americana'],
  ['metal', 'doom metal'],
];

/** Artists of one scene have consecutive numbers, so many at a time. */
export const SCENE_SIZE = 16;

export function sceneOf(artist: number): number {
  return Math.floor(artist / SCENE_SIZE) % SCENES.length;
}

/** One artist in three has no genres. */
export function genresOf(artist: number): readonly string[] {
  return artist % 3 === 2 ? [] : (SCENES[sceneOf(artist)] as readonly string[]);
}

const ENSEMBLE_SCENES = new Set([3, 8]);

export function artistName(n: number): string {
  const h = hash(SEEDS.artist, n);
  const more = hash(SEEDS.artist, n, 1);
  const adjective = pick(BAND_ADJECTIVES, h >>> 4);
  const noun = pick(BAND_NOUNS, more >>> 4);
  const word = inventedWord(more);
  if (ENSEMBLE_SCENES.has(sceneOf(n)) && h % 2 === 0) return `${word} ${pick(ENSEMBLES, h >>> 8)}`;
  switch (h % 8) {
    case 0:
      return `The ${adjective} ${plural(noun)}`;
    case 1:
      return `${noun} & ${pick(BAND_NOUNS, h >>> 12)}`;
    case 2:
      return `${noun} ${pick(BAND_GROUPS, h >>> 12)}`;
    case 3:
      return word;
    case 4:
      return `${word} ${noun}`;
    case 5:
      return h % 3 === 0 ? `${pick(THEMES, h >>> 12)} & ${plural(noun)}` : `${adjective} ${word}`;
    default:
      return `${adjective} ${noun}`;
  }
}

/** 0 to 100; few are high. */
export function artistPopularity(n: number): number {
  return Math.round(92 * unit(hash(SEEDS.artist, n, 2)) ** 1.6);
}

export function simplifiedArtist(view: View, n: number): SimplifiedArtist {
  return { ...view.links('artist', n), name: artistName(n) };
}

export function fullArtist(view: View, n: number): Artist {
  const links = view.links('artist', n);
  const popularity = artistPopularity(n);
  return {
    ...links,
    ...(view.extended && {
      followers: { href: null, total: Math.round(1.14 ** popularity * 12) },
      genres: [...genresOf(n)],
      popularity,
    }),
    images: view.images('artist', links.id),
    name: artistName(n),
  };
}

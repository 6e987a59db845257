import type { Category } from '../../models/discovery.js';
import { SCENES } from './artists.js';
import { scramble } from './random.js';
import type { View } from './view.js';

const NAMES = (
  'Pop, Indie, Electronic, Jazz, Folk, Techno, Soul, Hip-Hop, Classical, Ambient, Rock, Afro, Latin, House, Country, ' +
  'Metal, Focus, Sleep, Party, Workout, Travel, Cooking, Morning, Late Night'
).split(', ');

export const CATEGORY_IDS: readonly string[] = NAMES.map((name) =>
  name.toLowerCase().replace(/[^a-z]+/g, '_'),
);

export function categoryName(n: number): string {
  return NAMES[n] ?? '';
}

export function category(view: View, n: number): Category {
  const id = CATEGORY_IDS[n] ?? '';
  return {
    href: view.href(`/browse/categories/${id}`),
    icons: view.images('category', id).slice(1, 2),
    id,
    name: categoryName(n),
  };
}

/** The scene of a category's playlists. */
export function categoryScene(n: number): number {
  return n < SCENES.length ? n : scramble(n) % SCENES.length;
}

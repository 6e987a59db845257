import type { SimplifiedShow } from '../../model/simplified-show.js';
import { episodesOfShow } from './census.js';
import { SEEDS } from './ids.js';
import { draw } from './random.js';
import { descriptions, framed, languages, publisher, subject } from './spoken.js';
import type { View } from './view.js';
import { SHOW_FRAMES } from './words.js';

export function showSubject(n: number): string {
  return subject(draw(SEEDS.show, n, 1));
}

export function showName(n: number): string {
  return framed(SHOW_FRAMES, draw(SEEDS.show, n), showSubject(n));
}

export function showLanguages(n: number): string[] {
  return languages(draw(SEEDS.show, n, 2));
}

/** Shows exist in a market only, so that their `available_markets` are never seen. */
export function simplifiedShow(view: View, n: number): SimplifiedShow {
  const links = view.links('show', n);
  const house = publisher(draw(SEEDS.show, n, 3));
  return {
    copyrights: [{ text: `© ${house}`, type: 'C' }],
    ...descriptions(`A show about ${showSubject(n).toLowerCase()}, from ${house}. New every week.`),
    explicit: draw(SEEDS.show, n, 4) % 8 === 0,
    ...links,
    images: view.images('show', links.id),
    is_externally_hosted: false,
    languages: showLanguages(n),
    media_type: 'audio',
    name: showName(n),
    ...(view.extended && { publisher: house }),
    total_episodes: episodesOfShow.size(n),
  };
}

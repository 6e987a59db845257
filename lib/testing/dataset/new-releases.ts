import { releaseDate } from './music.js';
import { albums } from './searchables.js';

const SHOWN = 100;
let newest: readonly number[] | undefined;

/** The latest hundred of the albums that a search finds, newest first. */
export function newReleases(): readonly number[] {
  newest ??= Array.from({ length: albums.count }, (_, n) => ({
    n,
    date: releaseDate(n).release_date,
  }))
    .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.n - b.n))
    .slice(0, SHOWN)
    .map(({ n }) => n);
  return newest;
}

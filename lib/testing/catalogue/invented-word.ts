import { pick } from './random.js';
import { SYLLABLES_FIRST, SYLLABLES_LAST, SYLLABLES_MIDDLE } from './words.js';

/** A word of no language, for bands, labels and publishers. */
export function inventedWord(drawn: number): string {
  return (
    pick(SYLLABLES_FIRST, drawn) +
    pick(SYLLABLES_MIDDLE, drawn >>> 8) +
    pick(SYLLABLES_LAST, drawn >>> 16)
  );
}

import { wordsOf } from './words-of.js';

/** Which of the first items of a type hold a word, or one that begins with it. */
export class WordIndex {
  private readonly holders = new Map<string, number[]>();
  private readonly words: readonly string[];

  constructor(count: number, textOf: (n: number) => string) {
    for (let n = 0; n < count; n += 1) {
      for (const word of new Set(wordsOf(textOf(n)))) {
        const numbers = this.holders.get(word);
        if (numbers) numbers.push(n);
        else this.holders.set(word, [n]);
      }
    }
    this.words = [...this.holders.keys()].toSorted();
  }

  startingWith(prefix: string): Set<number> {
    const found = new Set<number>();
    for (let i = this.firstFrom(prefix); i < this.words.length; i += 1) {
      const word = this.words[i] as string;
      if (!word.startsWith(prefix)) break;
      for (const n of this.holders.get(word) ?? []) found.add(n);
    }
    return found;
  }

  private firstFrom(prefix: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

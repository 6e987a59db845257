/** Finds the items whose text contains a word with a given beginning. */
export class WordIndex {
  private readonly itemsByWord = new Map<string, number[]>();
  private readonly words: readonly string[];

  constructor(count: number, textOf: (n: number) => string) {
    for (let n = 0; n < count; n += 1) {
      for (const word of new Set(wordsOf(textOf(n)))) {
        const numbers = this.itemsByWord.get(word);
        if (numbers) numbers.push(n);
        else this.itemsByWord.set(word, [n]);
      }
    }
    this.words = [...this.itemsByWord.keys()].toSorted();
  }

  startingWith(prefix: string): Set<number> {
    const found = new Set<number>();
    for (let i = this.firstFrom(prefix); i < this.words.length; i += 1) {
      const word = this.words[i] as string;
      if (!word.startsWith(prefix)) break;
      for (const n of this.itemsByWord.get(word) ?? []) found.add(n);
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

/** The words of a text in lower case, without accents. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

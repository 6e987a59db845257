import { setImmediate } from 'node:timers';

/** In bytes, what is read in one turn of the event loop: some 4 ms of JSON. */
const SHARE = 512 * 1024;

interface Waiting {
  readonly bytes: number;
  readonly begin: () => void;
}

/**
 * Shares the reading of large answers out over the turns of the event loop: read all at once, those that many sockets
 * bring in one turn would keep everything else in the process waiting.
 */
export class ReadingTurns {
  private readonly waiting: Waiting[] = [];
  private spent = 0;

  /** Resolves in a turn that has room, in the order of asking. */
  async take(bytes: number): Promise<void> {
    if (this.spent < SHARE) this.spend(bytes);
    else await new Promise<void>((begin) => this.waiting.push({ bytes, begin }));
  }

  private spend(bytes: number): void {
    if (this.spent === 0) setImmediate(() => this.next());
    this.spent += bytes;
  }

  private next(): void {
    this.spent = 0;
    while (this.spent < SHARE) {
      const first = this.waiting.shift();
      if (!first) return;
      this.spend(first.bytes);
      first.begin();
    }
  }
}

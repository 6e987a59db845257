import { setImmediate } from 'node:timers';

/** In bytes, what is read in one turn of the event loop: about a millisecond of JSON. */
const SHARE = 128 * 1024;

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

  /** Resolves at the end of a turn that has room, in the order of asking. */
  take(bytes: number): Promise<void> {
    if (this.waiting.length === 0) this.schedule();
    return new Promise((begin) => this.waiting.push({ bytes, begin }));
  }

  /** Immediates run once a turn, after the sockets; one set by another waits for the next turn. */
  private schedule(): void {
    setImmediate(() => this.read());
  }

  private read(): void {
    for (let left = SHARE; left > 0;) {
      const first = this.waiting.shift();
      if (!first) return;
      left -= first.bytes;
      first.begin();
    }
    if (this.waiting.length > 0) this.schedule();
  }
}

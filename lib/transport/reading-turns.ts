/** In bytes, what is read in one turn of the event loop: about a millisecond of JSON. */
const SHARE = 64 * 1024;

/** In bytes, what may wait to be read; above it answers are read as they come, for memory is dearer than a late turn. */
const MOST_WAITING = 16 * 1024 * 1024;

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
  private waitingBytes = 0;
  private spent = 0;

  /** Resolves in a turn that has room, in the order of asking. */
  async take(bytes: number): Promise<void> {
    if (this.spent >= SHARE && this.waitingBytes < MOST_WAITING) {
      await new Promise<void>((begin) => {
        this.waiting.push({ bytes, begin });
        this.waitingBytes += bytes;
      });
    } else {
      this.spend(bytes);
    }
  }

  private spend(bytes: number): void {
    if (this.spent === 0) setImmediate(() => this.turn());
    this.spent += bytes;
  }

  private turn(): void {
    this.spent = 0;
    while (this.spent < SHARE) {
      const next = this.waiting.shift();
      if (!next) return;
      this.waitingBytes -= next.bytes;
      this.spend(next.bytes);
      next.begin();
    }
  }
}

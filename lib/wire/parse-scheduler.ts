import { setImmediate } from 'node:timers';

/** How much is parsed in one turn of the event loop: about a millisecond of JSON. */
const PARSE_BYTES_PER_TURN = 128 * 1024;

interface Waiter {
  readonly bytes: number;
  readonly parse: () => void;
}

/**
 * Spreads the parsing of large responses over the turns of the event loop: parsed all at once, those that many sockets
 * bring in one turn would block everything else in the process (measured: bench/README.md, "Longest stall").
 */
export class ParseScheduler {
  private readonly waiting: Waiter[] = [];

  /** Calls `parse` in a turn that has room for so many bytes: first come, first served. */
  schedule(bytes: number, parse: () => void): void {
    if (this.waiting.length === 0) this.awaitTurn();
    this.waiting.push({ bytes, parse });
  }

  /** Immediates run once a turn, after the sockets; one set by another waits for the next turn. */
  private awaitTurn(): void {
    setImmediate(() => this.runTurn());
  }

  private runTurn(): void {
    try {
      for (let bytesLeft = PARSE_BYTES_PER_TURN; bytesLeft > 0;) {
        const first = this.waiting.shift();
        if (!first) return;
        bytesLeft -= first.bytes;
        first.parse();
      }
    } finally {
      // Whatever one of them throws, the others must not wait for ever.
      if (this.waiting.length > 0) this.awaitTurn();
    }
  }
}

import type { FakeOutcome, FakeService } from './fake.request.js';

interface Fault {
  readonly at: FakeService;
  readonly outcome: FakeOutcome;
  /** The only endpoint it hits: a path template or a path. */
  readonly endpoint?: string;
  left: number;
}

/** The pending faults: each hits the next requests to its service or endpoint, first in, first out. */
export class FakeFaults {
  private readonly queue: Fault[] = [];

  add(at: FakeService, times: number, outcome: FakeOutcome, endpoint?: string): void {
    if (times > 0) this.queue.push({ at, outcome, endpoint, left: times });
  }

  /** The outcome of the first fault for a request; `names` are its endpoint's path template and its path. */
  take(service: FakeService, names: readonly string[]): FakeOutcome | undefined {
    const index = this.queue.findIndex(
      ({ at, endpoint }) => at === service && (endpoint === undefined || names.includes(endpoint)),
    );
    const fault = this.queue[index];
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left === 0) this.queue.splice(index, 1);
    return fault.outcome;
  }
}

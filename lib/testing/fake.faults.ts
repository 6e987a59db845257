import type { FakeOutcome, FakeService } from './fake.request.js';

interface Fault {
  readonly at: FakeService;
  readonly outcome: FakeOutcome;
  left: number;
}

/** The pending faults: each hits the next requests to its service, first in, first out. */
export class FakeFaults {
  private readonly queue: Fault[] = [];

  add(at: FakeService, times: number, outcome: FakeOutcome): void {
    if (times > 0) this.queue.push({ at, outcome, left: times });
  }

  take(service: FakeService): FakeOutcome | undefined {
    const index = this.queue.findIndex((fault) => fault.at === service);
    const fault = this.queue[index];
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left === 0) this.queue.splice(index, 1);
    return fault.outcome;
  }
}

import type { FakeOutcome, FakeService } from './fake.request.js';

interface Fault {
  readonly at: FakeService;
  readonly outcome: FakeOutcome;
  left: number;
}

/** The faults on order: each hits the next requests to its service, in the order they were ordered. */
export class FakeFaults {
  private readonly queue: Fault[] = [];

  order(at: FakeService, times: number, outcome: FakeOutcome): void {
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

import { jest } from '@jest/globals';

const CLOCKS = [performance, Date].map((clock) => ({ clock, now: clock.now.bind(clock) }));

/** Sets the clocks this many seconds ahead of the true time, until the test ends. Timers do not run for it. */
export function setClocksAhead(seconds: number): void {
  for (const { clock, now } of CLOCKS) {
    jest.spyOn(clock, 'now').mockImplementation(() => now() + seconds * 1000);
  }
}

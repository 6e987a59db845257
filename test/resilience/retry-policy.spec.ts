import { jest } from '@jest/globals';
import { RetryPolicy } from '../../lib/resilience/retry-policy.js';

const options = { attempts: 3, minDelay: 100, maxDelay: 1000 };
const isTransient = () => true;
const fails = () => Promise.reject(new Error('no'));

beforeEach(() => jest.useFakeTimers({ advanceTimers: false }));

afterEach(() => jest.useRealTimers());

/** Runs work to its end, whatever it waits for. */
async function through(work: Promise<unknown>): Promise<unknown> {
  const end = work.catch((error: unknown) => error);
  await jest.runAllTimersAsync();
  return end;
}

describe('the retry policy', () => {
  it('runs the work as often as attempts says, with growing pauses', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const pauses: number[] = [];
    const work = jest.fn(fails);
    const onRetry = (_: unknown, pause: number) => pauses.push(pause);
    await through(new RetryPolicy(options).run(work, { isTransient, onRetry }));
    expect(work).toHaveBeenCalledTimes(3);
    expect(pauses).toEqual([50, 100]);
  });

  it('does not retry an error that is not transient', async () => {
    const work = jest.fn(fails);
    await through(new RetryPolicy(options).run(work, { isTransient: () => false }));
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('stays within its retry budget, which refills with time', async () => {
    const policy = new RetryPolicy(options);
    const work = jest.fn(fails);
    const manyCalls = () =>
      through(
        Promise.all(
          Array.from({ length: 100 }, () => policy.run(work, { isTransient }).catch(() => {})),
        ),
      );
    await manyCalls();
    expect(work.mock.calls.length).toBeGreaterThan(110);
    expect(work.mock.calls.length).toBeLessThanOrEqual(100 + 10 + 20);
    work.mockClear();
    await jest.advanceTimersByTimeAsync(60_000);
    await manyCalls();
    expect(work.mock.calls.length).toBeGreaterThan(110);
    expect(work.mock.calls.length).toBeLessThanOrEqual(100 + 10 + 20);
  });

  it('does not pause beyond the deadline, and ends with the signal', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const policy = new RetryPolicy(options);
    const work = jest.fn(fails);
    await through(policy.run(work, { isTransient }, { deadline: performance.now() + 50 }));
    expect(work).toHaveBeenCalledTimes(1);
    const caller = new AbortController();
    const call = policy.run(work, { isTransient }, { signal: caller.signal });
    const outcome = call.catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10);
    caller.abort('enough');
    expect(await outcome).toBe('enough');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends its pauses with stop()', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const policy = new RetryPolicy(options);
    const outcome = policy.run(fails, { isTransient }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10);
    policy.stop();
    expect(await outcome).toMatchObject({ message: 'no' });
    expect(jest.getTimerCount()).toBe(0);
  });
});

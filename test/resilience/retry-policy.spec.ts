import { jest } from '@jest/globals';
import { backoff } from '../../lib/resilience/backoff.js';
import { CircuitBreaker } from '../../lib/resilience/circuit-breaker.js';
import { RetryPolicy } from '../../lib/resilience/retry-policy.js';

const options = { attempts: 3, minDelay: 100, maxDelay: 1000 };
const isTransient = () => true;
const failed = () => 'failure' as const;
const fails = () => Promise.reject(new Error('no'));

beforeEach(() => jest.useFakeTimers({ advanceTimers: false }));

afterEach(() => jest.useRealTimers());

/** Runs work to its end, whatever it waits for. */
async function through(work: Promise<unknown>): Promise<unknown> {
  const end = work.catch((error: unknown) => error);
  await jest.runAllTimersAsync();
  return end;
}

describe('the backoff', () => {
  it('doubles up to its ceiling, and any part of it is as likely', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const pauses = [0, 1, 2, 3, 4, 5].map((retry) => backoff(retry, options));
    expect(pauses).toEqual([50, 100, 200, 400, 500, 500]);
    jest.spyOn(Math, 'random').mockReturnValue(0);
    expect(backoff(3, options)).toBe(0);
  });
});

describe('the retry policy', () => {
  it('sends at most as often as it is told, with those pauses', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const pauses: number[] = [];
    const work = jest.fn(fails);
    const onRetry = (_: unknown, pause: number) => pauses.push(pause);
    await through(new RetryPolicy(options).run(work, { isTransient, onRetry }));
    expect(work).toHaveBeenCalledTimes(3);
    expect(pauses).toEqual([50, 100]);
  });

  it('gives up at once what will not pass', async () => {
    const work = jest.fn(fails);
    await through(new RetryPolicy(options).run(work, { isTransient: () => false }));
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('keeps to its budget, and gets a new one later', async () => {
    const policy = new RetryPolicy(options);
    const work = jest.fn(fails);
    const storm = () =>
      through(
        Promise.all(
          Array.from({ length: 100 }, () => policy.run(work, { isTransient }).catch(() => {})),
        ),
      );
    await storm();
    expect(work.mock.calls.length).toBeGreaterThan(110);
    expect(work.mock.calls.length).toBeLessThanOrEqual(100 + 10 + 20);
    work.mockClear();
    await jest.advanceTimersByTimeAsync(60_000);
    await storm();
    expect(work.mock.calls.length).toBeGreaterThan(110);
    expect(work.mock.calls.length).toBeLessThanOrEqual(100 + 10 + 20);
  });

  it('waits past no deadline, and ends with the signal', async () => {
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

  it('ends its pauses when it is stopped', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const policy = new RetryPolicy(options);
    const outcome = policy.run(fails, { isTransient }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10);
    policy.stop();
    expect(await outcome).toMatchObject({ message: 'no' });
    expect(jest.getTimerCount()).toBe(0);
  });
});

/** A circuit that has just opened. */
async function open(): Promise<CircuitBreaker> {
  const circuit = new CircuitBreaker({ threshold: 3, minDelay: 1000, maxDelay: 8000 });
  for (let call = 0; call < 3; call += 1) {
    expect(circuit.openState).toBeUndefined();
    await circuit.run(fails, failed).catch(() => {});
  }
  return circuit;
}

describe('the circuit', () => {
  it('opens after failures in a row, for a while, with the last cause', async () => {
    const circuit = await open();
    expect(circuit.openState).toMatchObject({ cause: { message: 'no' } });
    expect(circuit.openState?.retryIn).toBeGreaterThanOrEqual(500);
    expect(circuit.openState?.retryIn).toBeLessThanOrEqual(1000);
    jest.advanceTimersByTime(1000);
    expect(circuit.openState).toBeUndefined();
  });

  it('lets one probe through, and waits longer when it fails', async () => {
    const circuit = await open();
    jest.advanceTimersByTime(1000);
    let fail!: (error: Error) => void;
    const probe = circuit.run(() => new Promise((_, reject) => (fail = reject)), failed);
    expect(circuit.openState).toBeDefined();
    fail(new Error('still no'));
    await probe.catch(() => {});
    expect(circuit.openState?.retryIn).toBeGreaterThanOrEqual(1000);
    expect(circuit.openState?.cause).toMatchObject({ message: 'still no' });
  });

  it('closes when a probe goes well, or proves that the service answers', async () => {
    for (const well of [() => Promise.resolve(1), fails]) {
      const circuit = await open();
      jest.advanceTimersByTime(1000);
      await circuit.run<unknown>(well, () => 'success').catch(() => {});
      expect(circuit.openState).toBeUndefined();
      await circuit.run(fails, failed).catch(() => {});
      expect(circuit.openState).toBeUndefined();
    }
  });

  it('lets another probe try when one tells nothing', async () => {
    const circuit = await open();
    jest.advanceTimersByTime(1000);
    await circuit.run(fails, () => 'ignored').catch(() => {});
    expect(circuit.openState).toBeUndefined();
  });
});

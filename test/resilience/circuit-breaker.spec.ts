import { jest } from '@jest/globals';
import { CircuitBreaker } from '../../lib/resilience/circuit-breaker.js';

const failed = () => 'failure' as const;
const fails = () => Promise.reject(new Error('no'));

beforeEach(() => jest.useFakeTimers({ advanceTimers: false }));

afterEach(() => jest.useRealTimers());

/** A circuit breaker that has just opened. */
async function open(): Promise<CircuitBreaker> {
  const breaker = new CircuitBreaker({ threshold: 3, minDelay: 1000, maxDelay: 8000 });
  for (let call = 0; call < 3; call += 1) {
    expect(breaker.openState).toBeUndefined();
    await breaker.run(fails, failed).catch(() => {});
  }
  return breaker;
}

describe('the circuit breaker', () => {
  it('opens for a while after failures in a row, with the last error as the cause', async () => {
    const breaker = await open();
    expect(breaker.openState).toMatchObject({ cause: { message: 'no' } });
    expect(breaker.openState?.retryIn).toBeGreaterThanOrEqual(500);
    expect(breaker.openState?.retryIn).toBeLessThanOrEqual(1000);
    jest.advanceTimersByTime(1000);
    expect(breaker.openState).toBeUndefined();
  });

  it('lets one probe through, and stays open longer when it fails', async () => {
    const breaker = await open();
    jest.advanceTimersByTime(1000);
    let fail!: (error: Error) => void;
    const probe = breaker.run(() => new Promise((_, reject) => (fail = reject)), failed);
    expect(breaker.openState).toBeDefined();
    fail(new Error('still no'));
    await probe.catch(() => {});
    expect(breaker.openState?.retryIn).toBeGreaterThanOrEqual(1000);
    expect(breaker.openState?.cause).toMatchObject({ message: 'still no' });
  });

  it('closes when a probe succeeds, or fails with a response that counts as success', async () => {
    for (const well of [() => Promise.resolve(1), fails]) {
      const breaker = await open();
      jest.advanceTimersByTime(1000);
      await breaker.run<unknown>(well, () => 'success').catch(() => {});
      expect(breaker.openState).toBeUndefined();
      await breaker.run(fails, failed).catch(() => {});
      expect(breaker.openState).toBeUndefined();
    }
  });

  it('lets another probe through when the outcome of one is ignored', async () => {
    const breaker = await open();
    jest.advanceTimersByTime(1000);
    await breaker.run(fails, () => 'ignored').catch(() => {});
    expect(breaker.openState).toBeUndefined();
  });
});

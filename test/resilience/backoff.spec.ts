import { jest } from '@jest/globals';
import { backoff } from '../../lib/resilience/backoff.js';

describe('the backoff', () => {
  it('doubles up to its ceiling, and is a random part of that', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const pauses = [0, 1, 2, 3, 4, 5].map((retry) =>
      backoff(retry, { minDelay: 100, maxDelay: 1000 }),
    );
    expect(pauses).toEqual([50, 100, 200, 400, 500, 500]);
    jest.spyOn(Math, 'random').mockReturnValue(0);
    expect(backoff(3, { minDelay: 100, maxDelay: 1000 })).toBe(0);
  });
});

import { getEventListeners } from 'node:events';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AxiosError } from 'axios';
import { SpotifyError, SpotifyRateLimitError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { collectGarbage } from '../support/garbage.js';
import { type VirtualReply, VirtualServer } from '../support/virtual-server.js';

/** `CALLS=1000000` makes it a million. */
const CALLS = Number(process.env['CALLS'] ?? 10_000);
const STEP_MS = 20;
const CALLS_PER_STEP = 10;
const PATHS = ['/tracks/', '/albums/', '/artists/', '/shows/', '/playlists/'];

/** Pseudo-random numbers, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('calls with random outcomes', () => {
  const random = numbers(7);

  /** Mostly a response, after a random time; in bad phases also failures. */
  async function reply(path: string, isBad: boolean): Promise<VirtualReply> {
    const dice = random();
    if (dice < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * 300));
    if (!isBad || dice < 0.5) return { status: dice < 0.05 ? 404 : 200 };
    if (dice < 0.55) return { status: 429, retryAfter: 1 };
    if (dice < 0.58) return { status: 429, retryAfter: 20, reason: 'QUOTA_EXCEEDED' };
    if (dice < 0.6 && path.startsWith('/shows/')) return { status: 429, retryAfter: 11 };
    if (dice < 0.75) return { status: 503 };
    if (dice < 0.8) throw new AxiosError('reset', 'ECONNRESET');
    if (dice < 0.85) throw new AxiosError('refused', 'ECONNREFUSED');
    if (dice < 0.88) return new Promise(() => {});
    return {};
  }

  it(
    `end each once, ${CALLS} of them, and leave nothing behind`,
    async () => {
      jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
      let steps = 0;
      // A bad phase of 2 s in every minute: after each of them calls are let through again only little by little.
      const isBad = () => steps % 3000 >= 100 && steps % 3000 < 200;
      const server = new VirtualServer((path) => reply(path, isBad()));
      const { http } = await client(server, {
        timeout: 2000,
        retry: { attempts: 3, minDelay: 50, maxDelay: 500 },
        rateLimit: { maxWait: 5000, maxQueue: 200 },
      });
      const lasting = new AbortController();
      const outcomes: Record<string, number> = {};
      const count = { begun: 0, ended: 0 };
      const heaps: number[] = [];

      const end = (outcome: string) => {
        count.ended += 1;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      };
      const begin = () => {
        count.begun += 1;
        const dice = random();
        const path = `${PATHS[Math.floor(random() * PATHS.length)]}${count.begun}`;
        const leaver = dice < 0.1 ? new AbortController() : undefined;
        if (leaver) setTimeout(() => leaver.abort(new Error('left')), random() * 1000);
        const signal = leaver?.signal ?? (dice < 0.4 ? lasting.signal : undefined);
        const deadline = dice > 0.8 ? 1 + random() * 3000 : undefined;
        http.get(path, {}, { signal, deadline }).then(
          () => end('response'),
          (error: unknown) => {
            if (error instanceof SpotifyRateLimitError) end(error.reason);
            else if (error instanceof SpotifyError) end(error.name);
            else end((error as Error).message);
          },
        );
      };
      const step = async () => {
        steps += 1;
        jest.advanceTimersByTime(STEP_MS);
        await new Promise(setImmediate);
        server.arrivals.length = 0;
      };

      for (let next = 0; next < CALLS; next += CALLS_PER_STEP) {
        for (let n = 0; n < Math.min(CALLS_PER_STEP, CALLS - next); n += 1) begin();
        await step();
        if (count.begun % Math.ceil(CALLS / 10) < CALLS_PER_STEP) {
          collectGarbage();
          heaps.push(process.memoryUsage().heapUsed);
        }
      }
      for (let n = 0; count.ended < CALLS && n < 5000; n += 1) await step();
      for (let n = 0; n < 100; n += 1) await step();

      expect(count.ended).toBe(CALLS);
      expect(Object.keys(outcomes)).toEqual(
        expect.arrayContaining(['response', 'rate-limit', 'queue-full', 'left']),
      );
      expect(jest.getTimerCount()).toBe(0);
      expect(getEventListeners(lasting.signal, 'abort')).toHaveLength(0);
      const growth = Math.min(...heaps.slice(-3)) - Math.min(...heaps.slice(1, 4));
      if (CALLS > 10_000)
        console.log({ outcomes, virtualSeconds: (steps * STEP_MS) / 1000, growth });
      expect(growth).toBeLessThan(5 * 1024 * 1024);

      // Every slot is free again.
      jest.advanceTimersByTime(2 * 3600_000);
      const held: (() => void)[] = [];
      server.respond = () => new Promise((resolve) => held.push(() => resolve({})));
      server.arrivals.length = 0;
      const calls = Array.from({ length: 70 }, (_, n) => http.get(`/free-${n}`));
      for (let n = 0; n < 2000 && held.length < 64; n += 1) {
        jest.advanceTimersByTime(STEP_MS);
        await new Promise(setImmediate);
        if (held.length > 0 && held.length < 64) held.shift()!();
      }
      expect(held).toHaveLength(64);
      server.respond = () => ({});
      for (const respond of held) respond();
      await Promise.all(calls);
    },
    CALLS * 10 + 60_000,
  );
});

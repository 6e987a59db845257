import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import * as fc from 'fast-check';
import { SpotifyError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { collectGarbage } from '../support/garbage.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { until } from '../support/until.js';
import { FAULTS, goodTrack, inOrder, ODDITIES } from './faults.js';

const QUICK = Object.entries({ ...FAULTS, ...ODDITIES })
  .filter(([name]) => !/silence|trickles|megabyte/.test(name))
  .map(([, fault]) => fault);
const SLOW = [FAULTS['silence before the headers'], FAULTS['silence in the body']];

function start(server: ScriptedServer) {
  return client(server, { timeout: 500, retry: { attempts: 3, minDelay: 1, maxDelay: 5 } });
}

/** Whether an outcome is the right value, or an error of the library; anything else is a defect. */
function isRight(outcome: PromiseSettledResult<unknown>): boolean {
  if (outcome.status === 'rejected') return outcome.reason instanceof SpotifyError;
  return (outcome.value as { type?: string }).type === 'track';
}

const timers = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'TCPSocketWrap');

describe('a random mix of faults', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  let server: ScriptedServer;

  beforeAll(() => process.on('unhandledRejection', note));

  afterAll(() => process.off('unhandledRejection', note));

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    server = await ScriptedServer.start(goodTrack);
  });

  it('ends each of 20,000 calls once, and leaves no listener, timer or socket behind', async () => {
    const before = timers().length;
    const { http, close } = await start(server);
    const heaps: number[] = [];
    let ended = 0;
    for (let round = 0; round < 10; round += 1) {
      server.requests.length = 0;
      const faults = Array.from({ length: 300 }, (_, n) =>
        n % 75 === 0 ? SLOW[n % 2]! : QUICK[(round * 7 + n * 13) % QUICK.length]!,
      );
      server.respond = inOrder(faults, goodTrack);
      const calls = Array.from({ length: 2000 }, async (_, n) => {
        const [outcome] = await Promise.allSettled([http.get(`/tracks/${round}-${n}`)]);
        ended += 1;
        return isRight(outcome);
      });
      expect((await Promise.all(calls)).every(Boolean)).toBe(true);
      server.requests.length = 0;
      collectGarbage();
      heaps.push(process.memoryUsage().heapUsed);
    }
    expect(ended).toBe(20_000);
    expect(server.connections.open).toBeLessThanOrEqual(64);
    await close();
    await until(() => server.connections.open === 0 && timers().length <= before + 1);
    expect(unhandled).toEqual([]);
    const growth = Math.min(...heaps.slice(-3)) - Math.min(...heaps.slice(2, 5));
    expect(growth).toBeLessThan(5 * 1024 * 1024);
  }, 120_000);

  it('ends each call once and within a bounded number of requests, in whatever order they come', async () => {
    const order = fc.array(fc.constantFrom(...QUICK), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(order, fc.nat(5), fc.boolean(), async (orders, abortAfter, aborts) => {
        const { http, close } = await start(server);
        server.respond = inOrder(orders, goodTrack);
        server.requests.length = 0;
        const caller = new AbortController();
        const calls = Array.from({ length: 4 }, (_, n) =>
          http.get(`/tracks/${n}`, {}, n === 0 && aborts ? { signal: caller.signal } : {}),
        );
        if (aborts) setTimeout(() => caller.abort(new Error('enough')), abortAfter);
        const outcomes = await Promise.allSettled(calls);
        await close();
        for (const [n, outcome] of outcomes.entries()) {
          const left =
            n === 0 && aborts && 'reason' in outcome && /enough/.test(String(outcome.reason));
          expect(left || isRight(outcome)).toBe(true);
        }
        expect(server.apiRequests().length).toBeLessThanOrEqual(4 * 3);
      }),
      { numRuns: 60 },
    );
    expect(unhandled).toEqual([]);
  }, 60_000);
});

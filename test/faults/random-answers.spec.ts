import { setTimeout } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { collectGarbage } from '../support/garbage.js';
import { ScriptedServer } from '../support/scripted-server.js';
import { FAULTS, goodTrack, ODDITIES } from './faults.js';
import { HOSTILE } from './hostile.js';

/** `CALLS=1000000` makes it a million. */
const CALLS = Number(process.env['CALLS'] ?? 10_000);
const CONCURRENCY = 50;
const ROUNDS = 10;
const KINDS = ['albums', 'artists', 'episodes', 'shows', 'tracks'];

const isOf =
  (kind: RegExp) =>
  ([name]: readonly [string, unknown]) =>
    kind.test(name);
/** Those that take a millisecond or more, or all of the timeout. */
const COSTLY = /bomb|megabyte|brackets/;
const LASTING = /silence|trickles/;
const ALL = Object.entries({ ...FAULTS, ...ODDITIES, ...HOSTILE });
const costly = ALL.filter(isOf(COSTLY));
const lasting = ALL.filter(isOf(LASTING));
const cheap = ALL.filter((each) => !costly.includes(each) && !lasting.includes(each));

/** Pseudo-random numbers, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it(
  `${CALLS} calls with random hostile answers end each once, in constant memory, with no unhandled rejection`,
  async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const random = numbers(11);
    const server = await ScriptedServer.start((request, response) => {
      const dice = random(1000);
      const answers = dice < 1 ? lasting : dice < 3 ? costly : dice < 200 ? cheap : undefined;
      const [, answer] = answers?.[random(answers.length)] ?? ['', goodTrack];
      answer(request, response);
    });
    const { http } = await client(server, {
      cache: { maxBytes: 1024 * 1024, minTtl: 60_000 },
      timeout: 2000,
      retry: { attempts: 2, minDelay: 1, maxDelay: 2 },
    });
    const outcomes: Record<string, number> = {};
    const heaps: number[] = [];
    let begun = 0;
    let ended = 0;
    const end = (outcome: string) => {
      ended += 1;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    };
    const caller = async (until: number) => {
      while (begun < until) {
        begun += 1;
        await http.get(`/${KINDS[random(KINDS.length)]}/${random(3000)}`).then(
          () => end('value'),
          (error: unknown) => {
            end(error instanceof SpotifyError ? error.name : String(error));
            // Refused by an open circuit: without a pause, the rest of the run would be.
            return String(error).includes('not sent') ? setTimeout(20) : undefined;
          },
        );
      }
    };
    for (let round = 1; round <= ROUNDS; round += 1) {
      const until = Math.round((CALLS * round) / ROUNDS);
      await Promise.all(Array.from({ length: CONCURRENCY }, () => caller(until)));
      server.requests.length = 0;
      warn.mockClear(); // it keeps what it was called with
      collectGarbage();
      await new Promise(setImmediate); // buffers are freed after the first collection
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      heaps.push(heapUsed + arrayBuffers);
      if (CALLS > 10_000) process.stderr.write(`${ended} calls, ${heaps.at(-1)} bytes\n`);
    }
    process.off('unhandledRejection', note);

    const growth = Math.min(...heaps.slice(-3)) - Math.min(...heaps.slice(1, 4));
    if (CALLS > 10_000) console.log({ outcomes, growth });
    expect(ended).toBe(CALLS);
    expect(unhandled).toEqual([]);
    expect(Object.keys(outcomes).filter((name) => !/^value$|^Spotify\w+Error$/.test(name))).toEqual(
      [],
    );
    expect(outcomes['value']).toBeGreaterThan(CALLS / 2);
    expect(growth).toBeLessThan(16 * 1024 * 1024); // in a short run the code itself is compiled yet
    expect(server.connections.open).toBeLessThanOrEqual(64);
  },
  CALLS * 20 + 60_000,
);

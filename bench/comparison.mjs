import { startClient } from './start.mjs';
import { summary } from './report/statistics.mjs';

/** So many times the warm-up fill a cache with tracks, so that it is measured as it stays: a new page of memory costs much. */
const WARM_UPS_TO_FILL = 3;

/** Clients that take several times as long make so many times fewer calls, so that the others do not stand idle for long. */
const SLOW_SHARE = 3;

/**
 * Runs the same calls in every contender, in interleaved blocks, so that other load on the machine affects all of them;
 * each block's ratios are to the first contender's block of the same round. A contender's processes take its rounds in
 * turn, because V8 compiles the same code better or worse in different ones.
 *
 * @returns a row for each contender and course (so many calls of a kind at a concurrency)
 */
export async function compare({
  contenders,
  courses,
  warmUp,
  processes,
  rounds,
  origins,
  certificate,
  loose,
  note,
}) {
  const rivals = [];
  for (const contender of contenders) {
    const clients = [];
    while (clients.length < processes) {
      const client = await startClient(contender, origins, { certificate, loose });
      await client.run('check');
      clients.push(client);
    }
    const share = contender.isSlow ? SLOW_SHARE : 1;
    const toWarmUp = Math.ceil((warmUp * (contender.fillsCache ? WARM_UPS_TO_FILL : 1)) / share);
    rivals.push({ name: contender.name, clients, toWarmUp, share });
  }
  const everyone = rivals.flatMap(({ clients }) => clients);
  try {
    for (const kind of new Set(courses.map((course) => course.kind))) {
      note(`warming up, ${kind}`);
      for (const { clients, toWarmUp } of rivals) {
        for (const client of clients) {
          await client.run('block', { kind, calls: toWarmUp, concurrency: 50 });
        }
      }
    }
    const rows = [];
    for (const course of courses) {
      note(`${course.kind}, ${course.concurrency} at a time`);
      rows.push(...(await race(rivals, course, processes, rounds)));
    }
    return rows;
  } finally {
    for (const client of everyone) await client.stop();
  }
}

async function race(rivals, course, processes, rounds) {
  const blocks = new Map(rivals.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, clients, share } of rivals) {
      const client = clients[round % processes];
      const calls = Math.ceil(course.calls / share);
      // Half a block that does not count: after idling, a process is slow for a thousand calls.
      await client.run('block', { ...course, calls: Math.ceil(calls / 2) });
      blocks.get(name).push(await client.run('block', { ...course, calls }));
    }
  }
  const [measure] = blocks.values();
  return rivals.map(({ name }) =>
    Object.assign({ name }, course, summary(blocks.get(name), measure)),
  );
}

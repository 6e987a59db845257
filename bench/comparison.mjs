import { startClient } from './start.mjs';
import { summary } from './report/statistics.mjs';

/**
 * Lets the contenders make the same calls, block by block in turn, so that a busy moment of the machine meets all of
 * them; each block's figures are set against those of the first contender in the same round.
 *
 * @returns a row for each contender and course (so many calls of a kind at a concurrency)
 */
export async function compare({
  contenders,
  courses,
  warmUp,
  rounds,
  origins,
  certificate,
  loose,
  note,
}) {
  const rivals = [];
  for (const contender of contenders) {
    const client = await startClient(contender, origins, { certificate, loose });
    await client.ask('check');
    rivals.push({ name: contender.name, client });
  }
  try {
    for (const kind of new Set(courses.map((course) => course.kind))) {
      note(`warming up, ${kind}`);
      for (const { client } of rivals) {
        await client.ask('block', { kind, calls: warmUp, concurrency: 50 });
      }
    }
    const rows = [];
    for (const course of courses) {
      note(`${course.kind}, ${course.concurrency} at a time`);
      rows.push(...(await race(rivals, course, rounds)));
    }
    return rows;
  } finally {
    for (const { client } of rivals) await client.stop();
  }
}

async function race(rivals, course, rounds) {
  const blocks = new Map(rivals.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, client } of rivals) {
      const figures = await client.ask('block', course);
      if (round >= 0) blocks.get(name).push(figures); // the first round warms up
    }
  }
  const [measure] = blocks.values();
  return rivals.map(({ name }) =>
    Object.assign({ name }, course, summary(blocks.get(name), measure)),
  );
}

import { Worker } from './worker.mjs';

const CLIENT_CORE = 0;

/** Steps that measure/start-up.mjs times. */
const NEST = '@nestjs/common, @nestjs/core';
const MODULE = 'nestjs-spotify';

/**
 * What an application pays for the module when it starts: the import, after Nest, axios and undici, and the module in a
 * Nest application, beside an empty one. Each sample is a process of its own.
 */
export async function timeStartUp({ starts, note }) {
  note('start-up');
  const samples = [];
  while (samples.length < starts) {
    const [worker, sample] = await Worker.start(CLIENT_CORE, './measure/start-up.mjs');
    await worker.stop();
    samples.push(sample);
  }
  const middle = samples.toSorted((a, b) => share(a) - share(b))[Math.floor(starts / 2)];
  return Object.entries(middle).map(([name, { wall, cpu }]) => ({
    name,
    wall,
    cpu,
    share: cpu / middle[NEST].cpu,
  }));
}

function share(sample) {
  return sample[MODULE].cpu / sample[NEST].cpu;
}

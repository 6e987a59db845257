// What it costs to listen to the diagnostics channels: the same client without a subscriber, with empty ones on every
// channel, and with instrumentSpotify() without an SDK, in interleaved blocks of one process. `node bench/channels.mjs`
// prints a table.
import 'reflect-metadata';
import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import process from 'node:process';
import { connect } from './clients/nestjs-spotify.mjs';
import { allocations } from './measure/allocations.mjs';
import { IDS } from './measure/ids.mjs';
import { startServer } from './start.mjs';
import { instrumentSpotify } from '../dist/otel/index.js';

const ROUNDS = 8;
const IN_FLIGHT = 50;
const TRACED = ['call', 'request', 'grant'].map((name) => `nestjs-spotify:${name}`);
const PLAIN = ['retry', 'limited', 'circuit', 'cache'].map((name) => `nestjs-spotify:${name}`);

const nothing = () => {};
const EMPTY = {
  start: nothing,
  end: nothing,
  asyncStart: nothing,
  asyncEnd: nothing,
  error: nothing,
};

/** Each gives what undoes it. */
const LISTENERS = {
  'no subscriber': () => nothing,
  'empty subscribers': () => {
    for (const name of TRACED) tracingChannel(name).subscribe(EMPTY);
    for (const name of PLAIN) subscribe(name, nothing);
    return () => {
      for (const name of TRACED) tracingChannel(name).unsubscribe(EMPTY);
      for (const name of PLAIN) unsubscribe(name, nothing);
    };
  },
  'instrumentSpotify(), no SDK': () => instrumentSpotify(),
};

const { server, origins } = await startServer();
const base = { apiUrl: `${origins.http}/v1`, accountsUrl: origins.http };
const CASES = {
  'a track': { options: { cache: false, batching: false }, calls: 3000, ids: IDS.track.length },
  'a cache hit': { options: { batching: false }, calls: 60_000, ids: 64 },
};

console.log('| | | CPU µs | bytes |\n| --- | --- | ---: | ---: |');
for (const [what, { options, calls, ids }] of Object.entries(CASES)) {
  const client = await connect({ ...base, options });
  const run = async (count) => {
    let next = 0;
    const loop = async () => {
      while (next < count) await client.track(IDS.track[next++ % ids]);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
  };
  await run(calls * 2);
  const blocks = Object.fromEntries(Object.keys(LISTENERS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, listen] of Object.entries(LISTENERS)) {
      const stop = listen();
      await run(calls / 4);
      const allocated = allocations();
      const before = process.cpuUsage();
      await run(calls);
      const { user, system } = process.cpuUsage(before);
      blocks[name].push({ cpu: (user + system) / calls, bytes: allocated() / calls });
      stop();
    }
  }
  for (const [name, measured] of Object.entries(blocks)) {
    const cpu = Math.min(...measured.map((block) => block.cpu));
    const bytes = measured.map((block) => block.bytes).toSorted((a, b) => a - b)[ROUNDS / 2];
    console.log(`| ${what} | ${name} | ${cpu.toFixed(2)} | ${Math.round(bytes)} |`);
  }
}
await server.stop();
process.exit();

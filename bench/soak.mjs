import { startClient } from './start.mjs';

const LEGS = 20;
const CALLS = 50_000;

const CACHES = [
  { name: 'cache off', cache: false, keepFor: 0 },
  { name: 'cache of 4 MiB', cache: { maxBytes: 4 * 1024 * 1024 }, keepFor: 3600 },
];

/** Memory in use over a million calls, cache off and cache on. */
export async function soak({ server, origins, note }) {
  const rows = [];
  for (const { name, cache, keepFor } of CACHES) {
    await server.run('keepFor', { seconds: keepFor });
    const terms = { options: { cache, batching: false } };
    const client = await startClient({ script: 'nestjs-spotify', terms }, origins);
    for (let leg = 1; leg <= LEGS; leg += 1) {
      await client.run('block', { kind: 'track', calls: CALLS, concurrency: 50 });
      const { heapUsed, rss } = await client.run('memory');
      rows.push({ name, calls: leg * CALLS, heapUsed, rss });
      note(`memory, ${name}: ${leg * CALLS} calls`);
    }
    await client.stop();
  }
  await server.run('keepFor', { seconds: 0 });
  return rows;
}

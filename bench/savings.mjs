import { startClient } from './start.mjs';

const OFFICIAL = { name: '@spotify/web-api-ts-sdk', script: 'official-sdk' };
const NODE = { name: 'spotify-web-api-node', script: 'spotify-web-api-node' };

const module = (options = {}) => ({
  name: 'nestjs-spotify',
  script: 'nestjs-spotify',
  terms: { options },
});
const track = { kind: 'track' };
const allAtOnce = (calls) => ({ calls, concurrency: calls });

/** The cases: the client's calls, and which of the server's counters is reported. */
const CASES = [
  {
    title: '1,000 calls with no token yet: grants',
    counter: 'grants',
    work: { ...track, ...allAtOnce(1000) },
    contenders: [module({ cache: false, batching: false }), OFFICIAL],
  },
  {
    title: '1,000 identical calls at once: requests',
    counter: 'requests',
    work: { ...track, ...allAtOnce(1000), same: true },
    contenders: [module({ cache: false, batching: false }), OFFICIAL, NODE],
  },
  {
    title: '1,000 tracks in one turn, extended mode: requests',
    counter: 'requests',
    work: { ...track, ...allAtOnce(1000) },
    contenders: [module({ cache: false }), OFFICIAL, NODE],
  },
  {
    title: '2,000 calls at once: sockets',
    counter: 'sockets',
    work: { ...track, ...allAtOnce(2000) },
    contenders: [
      module({ cache: false, batching: false, rateLimit: { maxQueue: 2000 } }),
      OFFICIAL,
      NODE,
    ],
  },
  {
    title: '1,000 calls for one track that is fresh for an hour: requests',
    counter: 'requests',
    work: { ...track, calls: 1000, concurrency: 1, same: true },
    contenders: [module(), OFFICIAL, NODE],
    keepFor: 3600,
  },
  {
    title: '1,000 calls for one track to be revalidated: bytes per call from the server',
    counter: 'bytes',
    each: true,
    work: { ...track, calls: 1000, concurrency: 1, same: true },
    contenders: [module({ cache: { minTtl: 0 } }), OFFICIAL, NODE],
  },
];

/** Runs each case in new clients, and reads the server's counters. */
export async function countSavings({ server, origins, peers, note }) {
  const rows = [];
  for (const { title, counter, each = false, work, contenders, keepFor = 0 } of CASES) {
    note(title);
    await server.run('keepFor', { seconds: keepFor });
    for (const contender of peers ? contenders : contenders.slice(0, 1)) {
      const client = await startClient(contender, origins);
      await server.run('counters');
      await client.run('block', work);
      const { [counter]: count } = await server.run('counters');
      await client.stop();
      rows.push({ title, name: contender.name, count: each ? count / work.calls : count });
    }
  }
  await server.run('keepFor', { seconds: 0 });
  return rows;
}

/** CPU time and bytes of a response from the cache, next to a look-up in a Map. */
export async function timeHits({ server, origins, calls, rounds, note }) {
  note('cache hits');
  await server.run('keepFor', { seconds: 3600 });
  const work = { ...track, calls, concurrency: 1, same: true };
  const rows = [];
  for (const contender of [{ name: 'Map', script: 'map' }, module()]) {
    const client = await startClient(contender, origins);
    await client.run('block', work);
    await server.run('counters');
    const blocks = [];
    for (let round = 0; round < rounds; round += 1) blocks.push(await client.run('block', work));
    const { requests } = await server.run('counters');
    await client.stop();
    rows.push({
      name: contender.name,
      nanoseconds: Math.min(...blocks.map(({ cpu }) => cpu)) * 1000,
      bytes: Math.min(...blocks.map(({ bytes }) => bytes)),
      requests,
    });
  }
  await server.run('keepFor', { seconds: 0 });
  return rows;
}

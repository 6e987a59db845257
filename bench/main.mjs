import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeCertificate } from './certificate.mjs';
import { compare } from './comparison.mjs';
import { countConnections } from './connections.mjs';
import { CONTENDERS, LOOP_CONTENDERS, TLS_CONTENDERS } from './contenders.mjs';
import { countDay } from './day.mjs';
import { environment } from './environment.mjs';
import { timeHostile } from './hostile.mjs';
import { report } from './report/report.mjs';
import { countSavings, timeHits } from './savings.mjs';
import { soak } from './soak.mjs';
import { startServer } from './start.mjs';
import { timeStartUp } from './start-up.mjs';

const { values: flags } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
  },
});
const length = flags.short
  ? {
      warmUp: 30,
      calls: [30, 30, 30],
      processes: 1,
      rounds: 1,
      hits: 1000,
      starts: 1,
      peers: false,
    }
  : {
      warmUp: 5000,
      calls: [6000, 3000, 3000],
      processes: 6,
      rounds: 6,
      hits: 500_000,
      starts: 15,
      peers: true,
    };
const courses = ['track', 'album', 'search'].flatMap((kind, index) =>
  [1, 50, 200].map((concurrency) => ({ kind, concurrency, calls: length.calls[index] })),
);

const where = environment();
const certificate = makeCertificate();
const { server, origins, sizes } = await startServer(certificate);
const shared = { server, origins, note, ...length };
try {
  const results = {
    environment: where,
    sizes,
    comparison: await compare({
      ...shared,
      contenders: CONTENDERS,
      courses,
    }),
    tls:
      certificate &&
      (await compare({
        ...shared,
        contenders: TLS_CONTENDERS,
        courses: courses.slice(1, 2), // a track, 50 at a time
        certificate,
      })),
    loop: await compare({
      ...shared,
      contenders: LOOP_CONTENDERS,
      courses: courses.filter(({ concurrency }) => concurrency === 200),
      loose: true,
    }),
    savings: await countSavings(shared),
    connections: await countConnections({ ...shared, certificate }),
    day: await countDay(flags.short ? 100 : 10_000),
    hits: await timeHits({ ...shared, calls: length.hits }),
    startUp: await timeStartUp({ ...shared }),
    hostile: await timeHostile(shared),
    soak: flags.soak ? await soak(shared) : undefined,
  };
  const file = flags.short ? 'results.short.json' : 'results.json';
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  console.log(report(results));
} finally {
  await server.stop();
}

function note(text) {
  console.error(`… ${text}`);
}

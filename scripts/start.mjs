// `npm start` and `npm run sample`: run a sample. Builds only what has changed since the last build.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';

const [, , sample = ''] = process.argv;
const samples = readdirSync('sample').filter((name) => existsSync(`sample/${name}/main.ts`));
if (!samples.includes(sample)) {
  console.error(`npm run sample takes one of ${samples.join(', ')}`);
  process.exit(1);
}
const { PORT = '3000', HOST = '127.0.0.1' } = process.env;
const TSC = 'node_modules/@typescript/native/bin/tsc';

const problem = sample === '02-catalog-app' && (await addressProblem());
if (problem) {
  console.error(problem);
  process.exit(1);
}
build('the library', ['lib', 'tsconfig.build.json', 'package.json'], 'dist/index.js', () => {
  run('scripts/model-schemas.mjs');
  run(TSC, '-p', 'tsconfig.build.json');
});
build('the samples', ['sample', 'tsconfig.sample.json'], `.sample/${sample}/main.js`, () =>
  run(TSC, '-p', 'tsconfig.sample.json'),
);
console.log(`Starting ${sample}`);
process.setSourceMapsEnabled(true);
await import(new URL(`../.sample/${sample}/main.js`, import.meta.url).href);

/** Why the app could not listen there, in one line. */
async function addressProblem() {
  if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65_535) {
    return `PORT is "${PORT}"; it takes a number from 0 to 65535.`;
  }
  const server = createServer().listen(Number(PORT), HOST);
  try {
    await once(server, 'listening');
    await new Promise((closed) => server.close(closed));
    return undefined;
  } catch ({ code, message }) {
    if (code === 'EADDRINUSE') {
      return `Port ${PORT} is taken; choose another: PORT=${Number(PORT) + 1} npm start`;
    }
    if (code === 'EACCES') return `Port ${PORT} is not open to you; choose one from 1024 on.`;
    return `HOST is "${HOST}", where nothing can listen: ${message}`;
  }
}

function build(what, sources, result, make) {
  if (Math.max(...sources.map(lastChange)) < lastChange(result)) {
    return console.log(`The build of ${what} is up to date`);
  }
  console.log(`Building ${what} …`);
  make();
}

/** When a file, or the newest TypeScript file of a folder, was written; 0 for what does not exist. */
function lastChange(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  const files = readdirSync(file, { recursive: true }).filter((name) => name.endsWith('.ts'));
  return Math.max(0, ...files.map((name) => lastChange(path.join(file, name))));
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

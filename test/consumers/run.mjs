// Installs the packed library in apps as users have them, each in a temporary folder, and runs their `npm test`.
// `npm run test:consumers -- nest-11-jest nest-12-vitest` runs those two; `--no-build` packs the dist that is there, and
// `--keep` leaves the folders.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const APPS = path.join(import.meta.dirname, 'apps');
const SHARED = path.join(import.meta.dirname, 'shared');
const ROOT = path.join(import.meta.dirname, '../..');

const all = readdirSync(APPS);
const keep = process.argv.includes('--keep');
const noBuild = process.argv.includes('--no-build');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  throw new Error(`no such consumer: ${unknown.join(', ')}; there are ${all.join(', ')}`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'nestjs-spotify-consumers-'));
const failures = [];
try {
  const tarball = pack();
  for (const name of wanted.length > 0 ? wanted : all) {
    console.log(`== ${name}`);
    const startedAt = performance.now();
    try {
      runApp(name, tarball);
      console.log(`passed in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    } catch (error) {
      failures.push(name);
      console.log(`FAILED: ${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    }
  }
} finally {
  if (keep) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
console.log(failures.length > 0 ? `failed: ${failures.join(', ')}` : 'all consumers passed');
process.exitCode = failures.length > 0 ? 1 : 0;

function pack() {
  if (!noBuild) run(ROOT, 'npm', 'run', '-s', 'build');
  const args = ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(run(ROOT, 'npm', ...args));
  return path.join(folder, filename);
}

/** What an app is made of: its own folder, the shared files it names, the README's module and the guide's test of it. */
function runApp(name, tarball) {
  const app = path.join(folder, name);
  cpSync(path.join(APPS, name), app, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
  const { installer = 'npm', shared = [] } = manifest.consumer ?? {};
  const sources = {
    'app.module.ts': example('README.md', 'app.module.ts'),
    'app.e2e-spec.ts': example('docs/guides/testing.md', 'app.e2e-spec.ts'),
    ...sharedFiles(shared),
  };
  const src = path.join(app, 'src');
  mkdirSync(src, { recursive: true });
  for (const [file, code] of Object.entries(sources)) {
    writeFileSync(path.join(src, file), manifest.type === 'module' ? withExtensions(code) : code);
  }
  install(app, installer, tarball);
  run(app, 'npm', 'test', '--silent');
}

function install(app, installer, tarball) {
  if (installer === 'npm') {
    const flags = ['--strict-peer-deps', '--prefer-offline', '--no-audit', '--no-fund', '--silent'];
    run(app, 'npm', 'install', tarball, ...flags);
  } else {
    const flags = ['--strict-peer-dependencies', '--prefer-offline', `--store-dir=${app}/.store`];
    run(app, 'npx', '-y', installer, 'add', tarball, ...flags);
  }
}

function sharedFiles(names) {
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(SHARED, name), 'utf8')]),
  );
}

/** A page's TypeScript example with this file name in its first line. */
function example(page, name) {
  const [, code] = readFileSync(path.join(ROOT, page), 'utf8').split(`\`\`\`ts\n// ${name}\n`);
  return code.split('```')[0];
}

/** ES modules name the file they import; the guide says so beside the import. */
function withExtensions(code) {
  return code.replaceAll(/(from '\.[^']*)'/g, "$1.js'");
}

/** What a program prints. Where it fails, the error has it. */
function run(cwd, program, ...args) {
  const env = { ...process.env, CI: 'true' };
  delete env.SPOTIFY_CLIENT_ID;
  delete env.SPOTIFY_CLIENT_SECRET;
  // An `npm run` around this one hands its own configuration down.
  for (const name of Object.keys(env)) if (/^npm_/i.test(name)) delete env[name];
  return execFileSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: 2 ** 26,
  });
}

// Compiles main.ts and the README's module under each compiler and each way to find modules, as CommonJS and as ES modules.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LATEST = 'typescript-newest';
const SETTINGS = [
  { module: 'commonjs', moduleResolution: 'node10', until: '5.9' },
  { module: 'commonjs', moduleResolution: 'bundler', since: '6.0' },
  { module: 'esnext', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'node16', moduleResolution: 'node16', type: 'module' },
  { module: 'nodenext', moduleResolution: 'nodenext', type: 'module' },
];

for (const compiler of ['typescript-5.4', 'typescript-5.9', LATEST]) {
  const folder = path.resolve('node_modules', compiler);
  const { version, bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  for (const { since = '0', until = '99', type = 'commonjs', ...settings } of SETTINGS) {
    const [major, minor] = version.split('.').map(Number);
    const atLeast = (text) => {
      const [a, b = 0] = text.split('.').map(Number);
      return major > a || (major === a && minor >= b);
    };
    if (!atLeast(since) || (atLeast(until) && !version.startsWith(`${until}.`))) continue;
    const name = `${version} ${settings.module} ${settings.moduleResolution} ${type}`;
    const app = path.resolve('checks', name.replaceAll(' ', '-'));
    mkdirSync(app, { recursive: true });
    writeFileSync(path.join(app, 'package.json'), JSON.stringify({ type }));
    for (const file of readdirSync('src')) {
      const code = readFileSync(path.join('src', file), 'utf8');
      const extended = code.replaceAll(/(from '\.[^']*)'/g, "$1.js'");
      writeFileSync(path.join(app, file), type === 'module' ? extended : code);
    }
    const compilerOptions = {
      ...settings,
      target: 'es2022',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      types: ['node', 'jest'],
    };
    writeFileSync(
      path.join(app, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts'] }),
    );
    const tsc = path.join(folder, bin.tsc ?? Object.values(bin)[0]);
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', app], {
      encoding: 'utf8',
    });
    console.log(
      `${name}: ${status === 0 ? 'ok' : `\n${stdout.slice(0, 1500)}${stderr.slice(0, 500)}`}`,
    );
    if (status !== 0) process.exitCode = 1;
  }
}

// Measures what is shipped: the packed library, and what importing it takes. `npm run build && node bench/size.mjs`
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { table } from './report/table.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const RUNS = 7;
/** What a Nest app has loaded before it loads the module. */
const PEERS = ['@nestjs/common', '@nestjs/core', '@nestjs/axios', 'axios', 'rxjs'];
const ENTRIES = ['nestjs-spotify', 'nestjs-spotify/testing', 'nestjs-spotify/swagger'];

const [{ size, unpackedSize, entryCount }] = JSON.parse(
  run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts', '--silent'),
);
console.log(
  `Packed: ${kilobytes(size)}, ${kilobytes(unpackedSize)} unpacked, ${entryCount} files.\n`,
);

const rows = ENTRIES.map((entry) => [
  `\`${entry}\``,
  milliseconds(importTime(entry, [])),
  milliseconds(importTime(entry, PEERS)),
]);
console.log(
  table(['CPU time of import', 'alone', 'in an app that has loaded Nest and axios'], rows),
);

/** CPU time, which other load on the machine only adds to: the least of some fresh processes. */
function importTime(entry, before) {
  const code = `
    import 'reflect-metadata';
    for (const peer of ${JSON.stringify(before)}) await import(peer);
    const before = process.cpuUsage();
    await import('${entry}');
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const times = Array.from({ length: RUNS }, () =>
    Number(run(process.execPath, '--input-type=module', '--eval', code)),
  );
  return Math.min(...times);
}

function run(program, ...args) {
  return execFileSync(program, args, { cwd: ROOT, encoding: 'utf8' });
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} KB`;
}

function milliseconds(time) {
  return `${time.toFixed(0)} ms`;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { canPin } from './worker.mjs';

/** What the figures depend on. */
export function environment() {
  const { model } = cpus()[0];
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: `${cpus().length} × ${model.trim()}`,
    pinned: canPin,
    load: loadavg()[0],
    versions: versions(),
  };
}

function versions() {
  const { dependencies } = readJson(new URL('./package.json', import.meta.url));
  const { resolve } = createRequire(new URL('../package.json', import.meta.url));
  const nest = readJson(resolve('@nestjs/core/package.json')).version;
  return { ...dependencies, '@nestjs/core': nest };
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

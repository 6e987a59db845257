import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const LIB = join(process.cwd(), 'lib');
const { peerDependenciesMeta } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};
const OPTIONAL = Object.keys(peerDependenciesMeta);

/** The packages that an entry loads, by itself and by its own files. Types are loaded by nobody. */
function packagesOf(entry: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(join(LIB, file), 'utf8');
    const imports = source.matchAll(
      /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
    );
    for (const [, from, bare, dynamic] of imports) {
      const to = from ?? bare ?? dynamic ?? '';
      if (to.startsWith('.')) visit(normalize(join(dirname(file), to.replace(/\.js$/, '.ts'))));
      else packages.add(to);
    }
  };
  visit(entry);
  return packages;
}

const loaded = (entry: string) => OPTIONAL.filter((peer) => packagesOf(entry).has(peer));

describe('optional peers', () => {
  it('are loaded by no entry but their own', () => {
    const entries = readdirSync(LIB, { withFileTypes: true })
      .filter((item) => item.isDirectory())
      .map(({ name }) => name)
      .filter((name) => readdirSync(join(LIB, name)).includes('index.ts'));
    const found = Object.fromEntries(
      ['', ...entries].map((name) => [name || 'nestjs-spotify', loaded(join(name, 'index.ts'))]),
    );
    expect(found).toMatchObject({
      'nestjs-spotify': [],
      otel: ['@opentelemetry/api'],
      swagger: ['@nestjs/swagger'],
      terminus: ['@nestjs/terminus'],
      testing: [],
    });
    expect(Object.values(found).flat()).toHaveLength(OPTIONAL.length);
  });
});

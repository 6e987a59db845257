import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/**
 * What each layer may import, besides itself; `core` lies below all. Types of a seam may be named by the options that
 * take it.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  root: ['catalog', 'http', 'auth', 'transport', 'errors', 'options', 'model', 'ids', 'core'],
  catalog: ['http', 'model', 'ids', 'errors', 'options', 'core'],
  http: ['transport', 'errors', 'options', 'core'],
  auth: ['transport', 'errors', 'options', 'core'],
  transport: ['errors', 'options', 'core'],
  ids: ['errors'],
  options: ['errors', 'core'],
  errors: [],
  model: [],
  core: [],
  testing: ['root', 'transport', 'model', 'options'],
};

/** Upward imports that name a type only: an option's value is an implementation of a seam further up. */
const TYPES_OF_SEAMS: Readonly<Record<string, readonly string[]>> = { options: ['auth', 'http'] };

/** Only these know axios. */
const AXIOS = ['transport', 'testing', 'options'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const LIB = join(process.cwd(), 'lib');

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

function importsOf(file: string): Import[] {
  const source = readFileSync(join(LIB, file), 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+()'([^']+)'/gm,
  );
  return [...statements].map(([, type, from, , bare]) => ({
    from: file,
    to: from ?? bare ?? '',
    typeOnly: type !== undefined,
  }));
}

function layerOf(file: string): string {
  return file.includes('/') ? file.split('/', 1)[0]! : 'root';
}

const imports = files.flatMap(importsOf);
const ours = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to, typeOnly }) => ({
    from,
    to: relative(LIB, normalize(join(LIB, dirname(from), to))),
    typeOnly,
  }));

describe('the architecture', () => {
  it('has no folder but the layers', () => {
    expect([...new Set(files.map(layerOf))].toSorted()).toEqual(Object.keys(LAYERS).toSorted());
  });

  it('lets imports point down only', () => {
    const upward = ours.filter(({ from, to, typeOnly }) => {
      const [layer, target] = [layerOf(from), layerOf(to)];
      if (layer === target || LAYERS[layer]?.includes(target)) return false;
      return !(typeOnly && TYPES_OF_SEAMS[layer]?.includes(target));
    });
    expect(upward).toEqual([]);
  });

  it('looks at every import', () => {
    expect(ours.length).toBeGreaterThan(500);
  });

  it('lets nothing import testing', () => {
    const users = ours.filter(
      ({ from, to }) => layerOf(to) === 'testing' && layerOf(from) !== 'testing',
    );
    expect(users).toEqual([]);
  });

  it('keeps axios in the transport', () => {
    const users = imports
      .filter(({ to, typeOnly }) => /^(?:axios|@nestjs\/axios|undici)$/.test(to) && !typeOnly)
      .map(({ from }) => layerOf(from));
    expect(AXIOS).toEqual(expect.arrayContaining(users));
  });

  it('lets only the wiring see raw options', () => {
    const users = files.filter((file) =>
      readFileSync(join(LIB, file), 'utf8').includes('SPOTIFY_OPTIONS'),
    );
    expect(users.toSorted()).toEqual([
      'index.ts',
      'spotify.module-definition.ts',
      'spotify.module.ts',
    ]);
  });
});

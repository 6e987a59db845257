import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** The folders of lib/ and what each may import besides itself: only what lies below it. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  swagger: [],
  redis: ['options', 'errors'],
  'cache-manager': ['options', 'errors'],
  testing: ['root', 'catalog', 'wire', 'options', 'models', 'errors'],
  terminus: ['root', 'status', 'errors'],
  otel: ['diagnostics'],
  root: [
    'catalog',
    'status',
    'pipeline',
    'api',
    'auth',
    'wire',
    'options',
    'ids',
    'models',
    'diagnostics',
    'errors',
    'resilience',
  ],
  catalog: ['pipeline', 'api', 'options', 'ids', 'models', 'errors', 'resilience'],
  status: ['pipeline', 'api', 'auth', 'options', 'errors'],
  pipeline: ['api', 'options', 'diagnostics', 'errors', 'resilience'],
  api: ['auth', 'wire', 'options', 'diagnostics', 'errors'],
  auth: ['wire', 'options', 'diagnostics', 'errors', 'resilience'],
  wire: ['options', 'errors', 'resilience'],
  options: ['errors', 'resilience'],
  ids: ['errors'],
  models: [],
  diagnostics: ['errors'],
  errors: [],
  resilience: [],
};

/** Only these may import axios. `errors` converts its errors, and `options` has its type in the option `http`. */
const AXIOS = new Set(['api', 'auth', 'wire', 'errors', 'options', 'testing']);

const LIB = join(process.cwd(), 'lib');

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

function importsOf(file: string): { from: string; to: string }[] {
  const source = readFileSync(join(LIB, file), 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\s+[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...statements].map(([, from, bare, dynamic]) => ({
    from: file,
    to: from ?? bare ?? dynamic ?? '',
  }));
}

function layerOf(file: string): string {
  return file.includes('/') ? file.split('/', 1)[0]! : 'root';
}

const imports = files.flatMap(importsOf);
const ours = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(LIB, normalize(join(LIB, dirname(from), to))) }));

describe('the architecture', () => {
  it('has a rule for every folder of lib/', () => {
    expect([...new Set(files.map(layerOf))].toSorted()).toEqual(Object.keys(LAYERS).toSorted());
  });

  it('has only imports that point down', () => {
    const upward = ours.filter(({ from, to }) => {
      const [layer, target] = [layerOf(from), layerOf(to)];
      return layer !== target && !LAYERS[layer]?.includes(target);
    });
    expect(upward).toEqual([]);
  });

  it('has only rules that point down', () => {
    const order = Object.keys(LAYERS);
    const upward = Object.entries(LAYERS).flatMap(([layer, below]) =>
      below.filter((target) => order.indexOf(target) <= order.indexOf(layer)),
    );
    expect(upward).toEqual([]);
  });

  it('is checked by a test that finds imports', () => {
    const catalogClient = ours.filter(({ from }) => from === 'catalog/catalog.client.ts');
    expect(catalogClient.map(({ to }) => to)).toContain('pipeline/spotify-http.service.js');
  });

  it('keeps axios out of the pipeline and the catalogue', () => {
    const users = imports
      .filter(({ to }) => /^(?:axios|undici)$/.test(to))
      .map(({ from }) => from)
      .filter((file) => !AXIOS.has(layerOf(file)));
    // The type of `axiosRef`.
    expect(users).toEqual(['pipeline/spotify-http.service.ts']);
  });

  it('lets only the module read raw options', () => {
    const users = files.filter((file) =>
      readFileSync(join(LIB, file), 'utf8').match(/SPOTIFY_OPTIONS|CLIENT_OPTIONS/),
    );
    expect(users.toSorted()).toEqual([
      'index.ts',
      'spotify.module-definition.ts',
      'spotify.module.ts',
      'spotify.tokens.ts',
      'testing/override-spotify.ts',
    ]);
  });
});

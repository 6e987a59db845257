import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TSC = join(process.cwd(), 'node_modules/.bin/tsc');

/** What a stranger's first program does; the same source in both apps. */
const PROGRAM = `
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Album, SpotifyCatalogService, SpotifyError, SpotifyModule } from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';

async function main(): Promise<void> {
  const fake = await FakeSpotify.listen();
  const { apiUrl, accountsUrl } = fake;
  const spotify = SpotifyModule.forRootAsync({
    useFactory: () => ({ clientId: 'id', clientSecret: 'secret', apiUrl, accountsUrl }),
  });

  @Module({ imports: [spotify] })
  class AppModule {}

  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  const { albums } = app.get(SpotifyCatalogService);
  const album: Album = await albums.get(fake.catalog.albumId(0));
  const tracks = await albums.tracks(album.id).toArray();
  const missing = await albums.get('0'.repeat(22)).catch((error: unknown) => error instanceof SpotifyError);
  console.log(JSON.stringify({ type: album.type, tracks: tracks.length === album.total_tracks, missing }));
  await app.close();
  await fake.close();
}

void main();
`;

const APPS = {
  'Nest 12, ES modules': {
    type: 'module',
    dependencies: {
      '@nestjs/axios': '12.0.1',
      '@nestjs/common': '12.5.1',
      '@nestjs/core': '12.5.1',
      axios: '1.21.1',
    },
  },
  'Nest 11, CommonJS': {
    type: 'commonjs',
    dependencies: {
      '@nestjs/axios': '4.0.1',
      '@nestjs/common': '11.2.10',
      '@nestjs/core': '11.2.10',
      axios: '1.21.1',
    },
  },
} as const;

let folder: string;
let tarball: string;
let packed: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nestjs-spotify-'));
  const json = npm(process.cwd(), 'pack', '--json', '--pack-destination', folder);
  const [{ filename, files }] = JSON.parse(json.slice(json.indexOf('[\n'))) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = join(folder, filename);
  packed = files.map(({ path }) => path);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed library', () => {
  it('holds what is needed, and nothing else', () => {
    const others = packed.filter((path) => !path.startsWith('dist/'));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(packed.filter((path) => !/\.(?:c?js|d\.c?ts|js\.map)$/.test(path))).toEqual(others);
    expect(packed).toContain('dist/testing/index.js');
  });

  it('keeps its documentation in its types', () => {
    const tar = execFileSync('tar', [
      '-xOzf',
      tarball,
      'package/dist/catalog/resources/albums.service.d.ts',
    ]);
    expect(tar.toString()).toContain('@throws SpotifyNotFoundError');
  });

  it.each(Object.entries(APPS))(
    'compiles and runs in an app of %s',
    (name, { type, dependencies }) => {
      const app = join(folder, name.replace(/\W+/g, '-'));
      mkdirSync(app);
      const manifest = {
        name: 'consumer',
        private: true,
        type,
        dependencies: { ...dependencies, rxjs: '7.8.2', 'reflect-metadata': '0.2.2' },
        devDependencies: { '@types/node': '20.19.43' },
      };
      writeFileSync(join(app, 'package.json'), JSON.stringify(manifest));
      writeFileSync(join(app, 'main.ts'), PROGRAM);
      const compilerOptions = {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        skipLibCheck: false,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        types: ['node'],
        outDir: 'out',
      };
      writeFileSync(
        join(app, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['main.ts'] }),
      );
      npm(
        app,
        'install',
        tarball,
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--strict-peer-deps',
      );
      expect(run(app, TSC)).toBe('');
      const said = run(app, process.execPath, 'out/main.js');
      expect(JSON.parse(said)).toEqual({ type: 'album', tracks: true, missing: true });
      const installed = readFileSync(join(app, 'node_modules/nestjs-spotify/package.json'), 'utf8');
      expect(JSON.parse(installed)).toMatchObject({ type: 'module', sideEffects: false });
    },
    180_000,
  );
});

function npm(cwd: string, ...args: string[]): string {
  return run(cwd, 'npm', ...args, '--silent');
}

/** What a program prints; where it fails, what it said is the error. */
function run(cwd: string, program: string, ...args: string[]): string {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

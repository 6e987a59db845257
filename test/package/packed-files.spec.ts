import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

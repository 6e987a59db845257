import path from 'node:path';
import ts from 'typescript';
import { methodRows } from '../support/endpoint-table.js';

const ENTRIES = ['lib/index.ts', 'lib/testing/index.ts'].map((file) => path.resolve(file));
const TESTS = path.resolve('test/types/catalog.types.ts');
const MODELS = path.resolve('test/types/models.types.ts');

/** An app with extended quota says so once, and has the fields that development mode lacks. */
const EXTENDED = path.resolve('test/types/extended-app.ts');
const EXTENDED_SOURCE = `
import type { Album, Artist, ArtistDiscographyAlbum, Episode, PublicUser, Show, Track } from 'nestjs-spotify';
declare module 'nestjs-spotify' {
  interface SpotifyTypes {
    quotaMode: 'extended';
  }
}
declare const all: Album & { artist: Artist; listed: ArtistDiscographyAlbum; episode: Episode; user: PublicUser; show: Show; track: Track };
export const numbers: number[] = [all.popularity, all.artist.popularity, all.track.popularity, all.artist.genres.length];
export const texts: string[] = [all.label, all.listed.album_group, all.episode.language, all.show.publisher];
export const previews: (string | null)[] = [all.track.preview_url, all.episode.audio_preview_url];
export const followers: (number | null)[] = [all.artist.followers.total, all.user.followers.total];
// @ts-expect-error absent when a market is given, whatever the quota
export const markets: readonly string[] = all.available_markets;
`;

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, process.cwd()).options;
}

function createProgram(): ts.Program {
  return ts.createProgram([...ENTRIES, TESTS, MODELS], {
    ...compilerOptions(),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: process.cwd(),
    outDir: '/declarations',
  });
}

/** A separate program, as an app's declaration applies to everything that is compiled with it. */
function createExtendedProgram(): ts.Program {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const exists = host.fileExists.bind(host);
  const read = host.readFile.bind(host);
  host.fileExists = (file) => file === EXTENDED || exists(file);
  host.readFile = (file) => (file === EXTENDED ? EXTENDED_SOURCE : read(file));
  host.getSourceFile = (file, language) =>
    ts.createSourceFile(file, host.readFile(file) ?? '', language);
  return ts.createProgram([EXTENDED], options, host);
}

function problemsIn(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${file} is not compiled.`);
  const problems = program.getSemanticDiagnostics(source);
  return problems.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

/** The declarations that users get, by file: only those that the two entries reach. */
function emitDeclarations(program: ts.Program): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  program.emit(undefined, (file, text) => {
    const name = path.relative('/declarations', file);
    if (name.startsWith('lib')) files.set(name, text);
  });
  return files;
}

/** Where a declaration has `any`. */
function anysIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file}: ${text.split('\n')[line]?.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the public types', () => {
  let program: ts.Program;
  let files: ReadonlyMap<string, string>;

  beforeAll(() => {
    program = createProgram();
    files = emitDeclarations(program);
  }, 60_000);

  it.each([TESTS, MODELS])(
    'have no type error: %s',
    (file) => {
      expect(problemsIn(program, file)).toEqual([]);
    },
    60_000,
  );

  it('have the fields that development mode lacks once an app declares extended quota', () => {
    expect(problemsIn(createExtendedProgram(), EXTENDED)).toEqual([]);
  }, 60_000);

  it('are tested for every method', () => {
    const source = program.getSourceFile(TESTS)?.text ?? '';
    const missing = methodRows().filter(({ method }) => {
      const [service, name] = method.split('.');
      return !new RegExp(`<'${service}', '${name}'>|catalog\\.${method}\\(`).test(source);
    });
    expect(missing).toEqual([]);
  });

  it('are emitted for both entries', () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'lib/index.d.ts',
        'lib/testing/index.d.ts',
        'lib/catalog/resources/albums.service.d.ts',
      ]),
    );
  });

  it('have no any', () => {
    expect([...files].flatMap(([file, text]) => anysIn(file, text))).toEqual([]);
  });

  it('are found out where they have any', () => {
    expect(
      anysIn('x.d.ts', 'export declare function f(x: Map<string, any[]>): void;'),
    ).toHaveLength(1);
  });
});

import path from 'node:path';
import ts from 'typescript';
import { methodRows } from '../support/endpoint-table.js';

const ENTRIES = ['lib/index.ts', 'lib/testing/index.ts'].map((file) => path.resolve(file));
const TESTS = path.resolve('test/types/catalog.types.ts');

function createProgram(): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  return ts.createProgram([...ENTRIES, TESTS], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: process.cwd(),
    outDir: '/declarations',
  });
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

/** Where a declaration says `any`. */
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

  it('are what is expected', () => {
    const problems = program.getSemanticDiagnostics(program.getSourceFile(TESTS));
    const said = problems.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
    expect(said).toEqual([]);
  }, 60_000);

  it('are expected of every method', () => {
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

  it('say any nowhere', () => {
    expect([...files].flatMap(([file, text]) => anysIn(file, text))).toEqual([]);
  });

  it('would be found out if they did', () => {
    expect(
      anysIn('x.d.ts', 'export declare function f(x: Map<string, any[]>): void;'),
    ).toHaveLength(1);
  });
});

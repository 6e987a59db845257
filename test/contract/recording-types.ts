import path from 'node:path';
import ts from 'typescript';

/** What a method of the catalogue gives when it is awaited. Arrays that it makes for each caller are mutable. */
const HEADER = `
import type { SearchResults, SpotifyCatalogService } from 'nestjs-spotify';
type Value<S extends keyof SpotifyCatalogService, M extends keyof SpotifyCatalogService[S]> =
  SpotifyCatalogService[S][M] extends (...args: never[]) => infer R ? Readonly<Awaited<R>> : never;
`;

const EXTENDED = `
declare module 'nestjs-spotify' { interface SpotifyTypes { quotaMode: 'extended' } }
`;

/** A value that a method gives. */
export interface TypedValue {
  readonly name: string;
  readonly method: string;
  readonly value: unknown;
}

/**
 * Compiles each value as a constant, and assigns it to what its method promises. Returns what TypeScript says, by name.
 * `as const` keeps literals from widening and leaves unknown fields alone, which Spotify adds without notice.
 */
export function compileValues(
  values: readonly TypedValue[],
  quotaMode: 'development' | 'extended',
): ReadonlyMap<string, string> {
  const sources = new Map(
    values.map((each) => [path.resolve('test', 'contract', `${each.name}.recording.ts`), each]),
  );
  const augmentation = path.resolve('test', 'contract', 'augmentation.recording.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    experimentalDecorators: true,
    skipLibCheck: true,
    types: ['node'],
    noEmit: true,
    paths: { 'nestjs-spotify': [path.resolve('lib', 'index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const exists = host.fileExists.bind(host);
  const generate = (file: string): string | undefined => {
    if (file === augmentation) return HEADER + (quotaMode === 'extended' ? EXTENDED : '');
    const value = sources.get(file);
    return value && sourceOf(value);
  };
  host.readFile = (file) => generate(file) ?? read(file);
  host.fileExists = (file) => file === augmentation || sources.has(file) || exists(file);
  host.getSourceFile = (file, languageOptions) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, languageOptions);
  };
  const program = ts.createProgram([augmentation, ...sources.keys()], options, host);
  return new Map(
    [...sources].map(([file, { name }]) => {
      const found = program.getSemanticDiagnostics(program.getSourceFile(file));
      const texts = found.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
      return [name, texts.map((text) => text.split('\n').slice(-3).join('\n')).join('\n')];
    }),
  );
}

function sourceOf({ method, value }: TypedValue): string {
  const [service, name] = method.split('.');
  const type =
    method === 'search.query'
      ? `SearchResults<${typesIn(value as object)}>`
      : `Value<'${service}', '${name}'>`;
  return `${HEADER}
const recorded = ${JSON.stringify(value)} as const;
export const value: ${type} = recorded;`;
}

function typesIn(results: object): string {
  return Object.keys(results)
    .map((name) => `'${name.slice(0, -1)}'`)
    .join(' | ');
}

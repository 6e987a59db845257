import path from 'node:path';
import ts from 'typescript';

const ENTRY = path.resolve('lib/index.ts');
/** The types that users fill in. */
const IS_INPUT = /(?:Options|Extras|Init|Parts|Fields|Sharing|Tuning|Credentials)$/;

/** Compiles a user's file as an app with `exactOptionalPropertyTypes` does, and gives the errors in it. */
function errorsIn(source: string): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options: parsed } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const options = { ...parsed, exactOptionalPropertyTypes: true };
  const file = path.resolve('test/types/user.ts');
  const host = ts.createCompilerHost(options);
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  host.readFile = (name) => (name === file ? source : ts.sys.readFile(name));
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The optional properties of the exported inputs whose type does not name `undefined`. */
function propertiesWithoutUndefined(): string[] {
  const program = ts.createProgram([ENTRY], { noEmit: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const entry = checker.getSymbolAtLocation(program.getSourceFile(ENTRY)!);
  const exported = entry ? checker.getExportsOfModule(entry) : [];
  const found: string[] = [];
  for (const alias of exported.filter(({ name }) => IS_INPUT.test(name))) {
    const type = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(alias));
    const types = type.isUnion() ? type.types : [type];
    for (const property of types.flatMap((each) => each.getProperties())) {
      const [declaration] = property.declarations ?? [];
      if (!declaration || !ts.isPropertySignature(declaration)) continue;
      const isOurs = declaration.getSourceFile().fileName.includes('/lib/');
      const accepted = /\b(?:undefined|unknown)\b/.test(declaration.type?.getText() ?? '');
      if (isOurs && declaration.questionToken && !accepted) {
        found.push(`${alias.name}.${property.name}`);
      }
    }
  }
  return [...new Set(found)];
}

describe('optional properties of options', () => {
  it('include undefined in their type wherever they are declared', () => {
    expect(propertiesWithoutUndefined()).toEqual([]);
  }, 60_000);

  it('take undefined from an app with exactOptionalPropertyTypes', () => {
    const source = `
      import { searchQuery, SpotifyCatalogService, SpotifyModule } from 'nestjs-spotify';
      declare const catalog: SpotifyCatalogService;
      declare const text: string | undefined;
      declare const number: number | undefined;
      declare const signal: AbortSignal | undefined;
      void SpotifyModule.forRoot({
        clientId: 'id', clientSecret: 'secret', name: text, market: text, locale: text, language: text,
        quotaMode: undefined, timeout: number, retry: { attempts: number }, cache: { maxBytes: number },
        rateLimit: { maxWait: number }, shared: undefined, http: undefined, isGlobal: undefined,
      });
      void catalog.albums.get('', { market: text, signal, deadline: number, language: text, accessToken: text });
      void catalog.search.tracks('', { limit: number, offset: number }).toArray({ max: number });
      void catalog.recommendations.get({ seedGenres: undefined, minTempo: number, limit: number });
      void catalog.playlists.get('', { fields: text });
      void searchQuery({ artist: text, year: number });
    `;
    expect(errorsIn(source)).toEqual([]);
    expect(errorsIn(`const options: { a?: string } = { a: undefined };`)).toHaveLength(1);
  }, 120_000);
});

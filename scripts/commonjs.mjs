// Writes the CommonJS build beside the ES modules, dist/commonjs/, for what cannot load ES modules: Jest in a CommonJS
// app, and TypeScript before 5.8 under node16. Node itself loads the ES modules either way (see "exports" in package.json).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const DIST = 'dist';
const COMMONJS = path.join(DIST, 'commonjs');

const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
};

/** Relative specifiers name our own files; all others are packages. */
const withCommonJsSpecifiers = (code) =>
  code.replaceAll(/(['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2');

for (const file of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
  const source = path.join(DIST, file);
  if (source.startsWith(COMMONJS) || !/\.(?:js|d\.ts)$/.test(file)) continue;
  const code = readFileSync(source, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  const isTypes = file.endsWith('.d.ts');
  const target = path.join(
    COMMONJS,
    file.replace(isTypes ? /\.d\.ts$/ : /\.js$/, isTypes ? '.d.cts' : '.cjs'),
  );
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(
    target,
    withCommonJsSpecifiers(
      isTypes ? code : ts.transpileModule(code, { compilerOptions }).outputText,
    ),
  );
}

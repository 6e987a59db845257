// Compiles the guides' examples of other libraries, which begin with `// before: `: the others are compiled by the tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const DOCS = import.meta.dirname;
const EXAMPLES = path.join(DOCS, '.examples');

rmSync(EXAMPLES, { recursive: true, force: true });
mkdirSync(EXAMPLES);
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  strict: true,
  experimentalDecorators: true,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: ['../../node_modules/@types'],
};
writeFileSync(path.join(EXAMPLES, 'package.json'), '{ "type": "module" }');
writeFileSync(path.join(EXAMPLES, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
for (const page of readdirSync(path.join(DOCS, 'guides'))) {
  const text = readFileSync(path.join(DOCS, 'guides', page), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(\/\/ before: [^]*?)^```$/gm)];
  for (const [index, [, code]] of blocks.entries()) {
    writeFileSync(path.join(EXAMPLES, `${path.parse(page).name}-${index}.ts`), code);
  }
}
const tsc = path.join(DOCS, 'node_modules/.bin/tsc');
process.exitCode = spawnSync(tsc, ['-p', EXAMPLES], { stdio: 'inherit' }).status;

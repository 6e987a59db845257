import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(process.cwd(), 'README.md');

/** Where the README's examples are written out, each under the name in its first line. */
export const SNIPPETS = join(process.cwd(), 'test/readme/.snippets');

/** Writes the README's TypeScript out as files, ready to be imported and type-checked; gives their names. */
export function writeSnippets(): string[] {
  const blocks = [...readFileSync(README, 'utf8').matchAll(/```ts\n([^]*?)```/g)];
  rmSync(SNIPPETS, { recursive: true, force: true });
  mkdirSync(SNIPPETS, { recursive: true });
  const config = { extends: '../../../tsconfig.json', include: ['*.ts'] };
  writeFileSync(join(SNIPPETS, 'tsconfig.json'), JSON.stringify(config));
  return blocks.map(([, code = '']) => {
    const [, name] = /^\/\/ (\S+\.ts)\n/.exec(code) ?? [];
    if (!name) throw new Error(`A TypeScript example without its file's name:\n${code}`);
    // This project has ES modules, where an import names the file; the README says so beside the first such import.
    writeFileSync(join(SNIPPETS, name), code.replaceAll(/(from '\.[^']*)'/g, "$1.js'"));
    return name;
  });
}

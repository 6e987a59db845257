import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();
const GUIDES = join(ROOT, 'docs/guides');

/** The pages whose examples are tested. */
export const PAGES = [
  join(ROOT, 'README.md'),
  ...readdirSync(GUIDES).map((file) => join(GUIDES, file)),
];

/** Whose first line is no file name: the code of other libraries, which `npm run docs` compiles. */
const BEFORE = /^\/\/ before: /;

interface Block {
  readonly page: string;
  readonly language: string;
  readonly code: string;
}

/** Every code block of the pages. */
export function blocks(): Block[] {
  return PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(
      ([, language = '', code = '']) => ({ page, language, code }),
    ),
  );
}

/**
 * Writes the pages' TypeScript out as files, each under the name in its first line, ready to be imported and
 * type-checked; gives their folder and their names. What augments the library's types has a folder of its own.
 */
export function writeSnippets(name: string): { folder: string; names: string[] } {
  const folder = join(ROOT, 'test/readme/.snippets', name);
  const augmenting = join(folder, 'augmenting');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(augmenting, { recursive: true });
  for (const at of [folder, augmenting]) {
    const config = { extends: join(ROOT, 'tsconfig.json'), include: ['*.ts'] };
    writeFileSync(join(at, 'tsconfig.json'), JSON.stringify(config));
  }
  const names: string[] = [];
  for (const { page, language, code } of blocks()) {
    if (language !== 'ts' || BEFORE.test(code)) continue;
    const [, file] = /^\/\/ (\S+\.ts)\n/.exec(code) ?? [];
    if (!file) throw new Error(`${page} has TypeScript without its file's name:\n${code}`);
    if (names.includes(file)) throw new Error(`Two examples have the name ${file}`);
    names.push(file);
    // This project has ES modules, where an import names the file; the guide says so beside the first such import.
    const text = code.replaceAll(/(from '\.[^']*)'/g, "$1.js'");
    writeFileSync(join(code.includes('declare module') ? augmenting : folder, file), text);
  }
  return { folder, names };
}

/** A name that an example exports. */
export async function snippet<T>(folder: string, file: string, name: string): Promise<T> {
  const module = (await import(join(folder, file))) as Record<string, T>;
  return module[name]!;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { methodRows } from '../support/endpoint-table.js';

const TAGS = [
  'deprecated',
  'example',
  'internal',
  'module',
  'param',
  'remarks',
  'returns',
  'see',
  'throws',
];

interface Tag {
  readonly file: string;
  /** The class and its member that the comment is about. */
  readonly owner: string;
  readonly name: string;
  readonly text: string;
}

const tags = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('model-schemas.ts'))
  .flatMap(tagsOf);

/** The tags of a file's comments, as editors read them. */
function tagsOf(file: string): Tag[] {
  const path = join('lib', file);
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const found: Tag[] = [];
  visit(source, '');
  return found;

  function visit(node: ts.Node, outer: string): void {
    const name = (node as { name?: ts.Node }).name;
    const owner =
      name && ts.isIdentifier(name) ? [outer, name.text].filter(Boolean).join('.') : outer;
    for (const tag of ts.getJSDocTags(node)) {
      const text = ts.getTextOfJSDocComment(tag.comment) ?? '';
      // A parameter's tag is given for the function and for the parameter.
      if (!ts.isParameter(node)) found.push({ file, owner, name: tag.tagName.text, text });
    }
    ts.forEachChild(node, (child) => visit(child, owner));
  }
}

describe('the comments that editors show', () => {
  // Editors take an `@` at the start of a line for a tag, a decorator in an example too.
  it('hold no decorator that would be read as a tag', () => {
    expect(tags.length).toBeGreaterThan(100);
    expect(tags.filter(({ name }) => !TAGS.includes(name))).toEqual([]);
  });

  it('have their code in fences', () => {
    const examples = tags.filter(({ name }) => name === 'example');
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.filter(({ text }) => !/```ts\n[^]*\n```$/.test(text))).toEqual([]);
  });

  it('strike through what is gone for all but the oldest apps, and nothing else of the catalogue', () => {
    const struck = tags
      .filter(({ file, name }) => file.startsWith('catalog/') && name === 'deprecated')
      .map(({ owner }) => owner)
      .map((owner) =>
        owner.replace(/^Spotify(\w)(\w*)Service/, (_, a: string, b: string) => a.toLowerCase() + b),
      );
    const gone = methodRows()
      .filter(({ extended }) => extended === 'former apps')
      .map(({ method }) => method);
    expect(struck.toSorted()).toEqual(gone.toSorted());
  });

  it('name a substitute for what is struck through, or say that there is none', () => {
    const struck = tags.filter(({ name }) => name === 'deprecated');
    expect(struck.length).toBeGreaterThan(10);
    const silent = struck.filter(({ text }) => !/\binstead\b|no substitute/i.test(text));
    expect(silent).toEqual([]);
  });
});

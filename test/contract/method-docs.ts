import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface MethodDoc {
  readonly see?: string;
  readonly deprecated?: string;
  readonly remarks?: string;
}

/** The documentation comments of the catalogue's methods, by names such as `albums.get`; methods without one have their class's. */
export function readMethodDocs(): ReadonlyMap<string, MethodDoc> {
  const folder = path.resolve('lib', 'catalog', 'resources');
  const files = readdirSync(folder).filter((file) => file.endsWith('.service.ts'));
  const docs = files.flatMap((file) => {
    const text = ts.sys.readFile(path.join(folder, file)) ?? '';
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    return source.statements.filter(ts.isClassDeclaration).flatMap((service) =>
      service.members
        .filter(ts.isMethodDeclaration)
        .toReversed() // of an overloaded method the first declaration counts, and the last has no comment
        .map((method): [string, MethodDoc] => [
          `${file.replace('.service.ts', '')}.${method.name.getText()}`,
          { ...docOf(service), ...docOf(method) },
        ]),
    );
  });
  return new Map(docs);
}

/** TypeScript parses the `https` of `@see https://…` as a name, and the rest as the comment. */
function docOf(node: ts.Node): MethodDoc {
  return Object.fromEntries(
    ts
      .getJSDocTags(node)
      .map((tag) => [
        tag.tagName.text,
        (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/^:\/\//, 'https://'),
      ]),
  );
}

import { Converter, ReflectionKind } from 'typedoc';
import ts from 'typescript';

/**
 * A TypeDoc plugin that leaves out constructors to which Nest injects what they take: no app calls them.
 *
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (reflection.kind !== ReflectionKind.Constructor) return;
    const [declaration] = context.getSymbolFromReflection(reflection.parent)?.declarations ?? [];
    if (declaration && ts.getDecorators(declaration)) context.project.removeReflection(reflection);
  });
}

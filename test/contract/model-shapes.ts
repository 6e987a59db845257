import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A property of a model. */
export interface ModelProperty {
  /** Where it is declared: the interface and the property. */
  readonly writtenAs: string;
  readonly optional: boolean;
  readonly nullable: boolean;
}

export type ModelShape = ReadonlyMap<string, ModelProperty>;

/** Every exported type of the files in lib/models, by name, with its properties, inherited ones too. */
export function readModels(): ReadonlyMap<string, ModelShape> {
  const folder = path.resolve('lib', 'models');
  const files = readdirSync(folder).map((file) => path.join(folder, file));
  const program = ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const exported = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    if (!symbol) throw new Error(`${path.basename(file)} exports nothing.`);
    return checker.getExportsOfModule(symbol);
  });
  return new Map(exported.map((symbol) => [symbol.name, shapeOf(symbol, checker)]));
}

function shapeOf(model: ts.Symbol, checker: ts.TypeChecker): ModelShape {
  const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(model));
  return new Map(
    properties.map((property) => [
      property.name,
      {
        writtenAs: `${writerOf(property)}.${property.name}`,
        optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
        nullable: isNullable(checker.getTypeOfSymbol(property)),
      },
    ]),
  );
}

function writerOf(property: ts.Symbol): string | undefined {
  const parent = property.declarations?.[0]?.parent;
  return parent && ts.isInterfaceDeclaration(parent) ? parent.name.text : undefined;
}

function isNullable(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
}

// Writes lib/swagger/model-schemas.ts: a JSON schema for each model, from the types in lib/models, in OpenAPI 3.0's form.
// It is not in the repository; `npm run build` and `npm test` write it where it is missing or older than the models.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';

const MODELS = 'lib/models';
const TARGET = 'lib/swagger/model-schemas.ts';

const files = readdirSync(MODELS).map((file) => path.join(MODELS, file));
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = [...files, 'scripts/model-schemas.mjs'];
if (changed(TARGET) > Math.max(...sources.map(changed))) process.exit();

/** The exported interfaces and type aliases without type parameters. */
const names = files.flatMap((file) => {
  const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    .filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .filter((node) => !node.typeParameters && node.name.text !== 'SpotifyTypes')
    .map((node) => node.name.text);
});

/** JSON schema's ways of saying `null` and a constant, in those of OpenAPI 3.0. */
function toOpenApi(schema) {
  if (Array.isArray(schema)) return schema.map(toOpenApi);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema: _draft, definitions: _none, const: constant, anyOf, type, ...rest } = schema;
  const result = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toOpenApi(value)]),
  );
  if (constant !== undefined) Object.assign(result, { type: typeof constant, enum: [constant] });
  const types = [type ?? []].flat().filter((name) => name !== 'null');
  if (types.length > 0) result.type = types[0];
  if ([type].flat().includes('null')) result.nullable = true;
  if (anyOf) {
    const members = anyOf.filter((member) => member.type !== 'null').map(toOpenApi);
    if (members.length < anyOf.length) result.nullable = true;
    Object.assign(result, members.length === 1 ? members[0] : { anyOf: members });
  }
  return result;
}

const generator = createGenerator({
  path: `${MODELS}/*.ts`,
  tsconfig: 'tsconfig.json',
  expose: 'none', // every schema whole: a reference would need the others registered
  topRef: false,
  jsDoc: 'basic',
  additionalProperties: true, // Spotify adds fields without notice
  skipTypeCheck: true,
});

const schemas = names
  .toSorted()
  .map((name) => `  ${name}: ${JSON.stringify(toOpenApi(generator.createSchema(name)))},\n`);

mkdirSync(path.dirname(TARGET), { recursive: true });
writeFileSync(
  TARGET,
  `// Written by scripts/model-schemas.mjs from lib/models.\n\n/** The models that have a schema. */\nexport type SpotifyModelName =\n${names
    .toSorted()
    .map((name) => `  | '${name}'`)
    .join(
      '\n',
    )};\n\nexport const MODEL_SCHEMAS: Readonly<Record<SpotifyModelName, object>> = {\n${schemas.join('')}};\n`,
);

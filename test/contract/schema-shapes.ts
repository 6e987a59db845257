/** As much of a schema of the document as tells which properties an object has. */
export interface DocumentSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, DocumentSchema>>;
  readonly allOf?: readonly DocumentSchema[];
  readonly deprecated?: boolean;
  readonly nullable?: boolean;
}

/** The value at a path of names in the document, with references followed. */
export function at(document: unknown, names: readonly string[]): DocumentSchema {
  const found = names.reduce<unknown>(
    (value, name) => entry(resolve(document, value), name),
    document,
  );
  if (!found) throw new Error(`The document has no ${names.join(' › ')}.`);
  return resolve(document, found) as DocumentSchema;
}

/** An object's properties: its own, and those of the schemas that it combines. */
export function propertiesOf(
  document: unknown,
  schema: DocumentSchema,
): Readonly<Record<string, DocumentSchema>> {
  const { properties, allOf = [] } = resolve(document, schema) as DocumentSchema;
  const parts = allOf.map((part) => propertiesOf(document, part));
  return Object.assign({}, ...parts, properties) as Record<string, DocumentSchema>;
}

/** The names of the schemas that a value of the document refers to, at any depth. */
export function referredTo(document: unknown, value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  collect(document, value, names, new Set());
  return names;
}

function collect(document: unknown, value: unknown, names: Set<string>, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const target = resolve(document, value);
  if (target !== value) {
    const [, name] = /^#\/components\/schemas\/(.+)$/.exec((value as { $ref: string }).$ref) ?? [];
    if (name !== undefined) names.add(name);
  }
  collect(document, target, names, seen);
  for (const inner of Object.values(value)) collect(document, inner, names, seen);
}

function resolve(document: unknown, value: unknown): unknown {
  const reference = entry(value, '$ref');
  if (typeof reference !== 'string') return value;
  return reference.split('/').slice(1).reduce(entry, document);
}

function entry(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** As much of a JSON schema as the document uses for responses, with references resolved. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly deprecated?: boolean;
}

/** What is expected of a property: present, absent, or either. */
export type Expectation = 'present' | 'absent' | 'either';

/**
 * The places where a value and its schema differ in which properties there are. A schema says what may be
 * present; this says what is missing.
 */
export function* differences(
  schema: Schema,
  value: unknown,
  expected: (name: string, schema: Schema) => Expectation,
  at = '$',
): Generator<string> {
  if (value === null || typeof value !== 'object') return;
  const flat = flatten(schema, value);
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      if (flat.items) yield* differences(flat.items, entry, expected, `${at}[${index}]`);
    }
    return;
  }
  const properties = Object.entries(flat.properties ?? {});
  for (const [name, inner] of properties) {
    const expectation = expected(name, inner);
    const there = name in value;
    if (expectation === 'present' && !there) yield `${at}.${name} is missing`;
    if (expectation === 'absent' && there) yield `${at}.${name} should not be there`;
    if (there) {
      yield* differences(
        inner,
        (value as Record<string, unknown>)[name],
        expected,
        `${at}.${name}`,
      );
    }
  }
  for (const name of Object.keys(value)) {
    if (!flat.properties || !(name in flat.properties)) yield `${at}.${name} is unknown`;
  }
}

/** One schema out of all that apply; of alternatives, the one with the value's `type`. */
function flatten(schema: Schema, value: object): Schema {
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const type = 'type' in value ? value.type : undefined;
  const fitting =
    alternatives.find((each) => flatten(each, value).properties?.['type']?.enum?.includes(type)) ??
    alternatives[0];
  const parts = [...(schema.allOf ?? []), ...(fitting ? [fitting] : [])].map((each) =>
    flatten(each, value),
  );
  const all = [schema, ...parts];
  return {
    properties: Object.assign({}, ...all.map(({ properties }) => properties)) as Record<
      string,
      Schema
    >,
    items: all.find(({ items }) => items)?.items,
  };
}

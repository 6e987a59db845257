/** What a field can be; a field that some objects of a kind have and others do not is also `absent`. */
export type State =
  | 'absent'
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'empty string'
  | 'array'
  | 'empty array'
  | 'object'
  | 'empty object';

/** The states of every field, by kind of object. */
export type Shapes = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<State>>>;

/** Reads objects of any depth out of responses, and notes the states of their fields. */
export function shapesOf(responses: Iterable<unknown>): Shapes {
  const objects = new Map<string, Record<string, unknown>[]>();
  // Only images come as a bare list; anything else with named lists is not an object of Spotify's.
  for (const response of responses)
    collect(response, Array.isArray(response) ? 'images' : '', objects);
  objects.delete('');
  return new Map(
    [...objects].map(([kind, all]) => {
      const names = new Set(all.flatMap((object) => Object.keys(object)));
      const states = (name: string) => new Set(all.map((object) => stateOf(object, name)));
      return [kind, new Map([...names].map((name) => [name, states(name)]))];
    }),
  );
}

/** `kind.field: state` of each state in `shapes` that `others` do not have; kinds that only one side has are left out. */
export function* statesMissing(shapes: Shapes, others: Shapes): Generator<string> {
  for (const [kind, fields] of shapes) {
    const known = others.get(kind);
    if (!known) continue;
    for (const [name, states] of fields) {
      for (const state of states) {
        const there = known.get(name) ?? new Set<State>(['absent']);
        if (!there.has(state)) yield `${kind}.${name}: ${state}`;
      }
    }
  }
}

function collect(value: unknown, key: string, found: Map<string, Record<string, unknown>[]>) {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, key, found);
  } else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    const kind = kindOf(object, key);
    if (Object.keys(object).length > 0) {
      const others = found.get(kind);
      if (others) others.push(object);
      else found.set(kind, [object]);
    }
    for (const [name, inner] of Object.entries(object)) collect(inner, name, found);
  }
}

/** An object's kind: by its `type` and form, or by where it is. */
function kindOf(object: Record<string, unknown>, key: string): string {
  if (key === 'linked_from') return 'linked track';
  if ('added_at' in object) return 'playlist entry';
  if ('items' in object && 'limit' in object) return 'page';
  const { type } = object;
  if (typeof type !== 'string' || key === 'copyrights') return key;
  if (object['id'] === null) return `${type} without an id`;
  const full: Record<string, string> = {
    album: 'copyrights',
    artist: 'images',
    track: 'album',
    show: 'episodes',
    episode: 'show',
    audiobook: 'chapters',
    chapter: 'audiobook',
    playlist: 'followers',
  };
  return (full[type] ?? 'type') in object ? type : `simplified ${type}`;
}

function stateOf(object: Record<string, unknown>, name: string): State {
  if (!(name in object)) return 'absent';
  const value = object[name];
  if (value === null) return 'null';
  if (value === '') return 'empty string';
  if (Array.isArray(value)) return value.length === 0 ? 'empty array' : 'array';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'empty object' : 'object';
  return typeof value as State;
}

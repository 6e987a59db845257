/** The names a `fields` parameter keeps, or leaves out, each with what it says of what lies below. */
interface FieldTree {
  readonly kept: Map<string, FieldTree>;
  readonly dropped: Set<string>;
}

/**
 * What is left of an answer under a playlist endpoint's `fields`, such as `name,items(added_at,track(!album))`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export function onlyFields(answer: unknown, fields: string | null): unknown {
  return fields ? prune(answer, parse(fields.match(/[^\s,().!]+|[,().!]/g) ?? [])) : answer;
}

/** Reads tokens up to the closing bracket of this level. */
function parse(tokens: string[]): FieldTree {
  const tree: FieldTree = { kept: new Map(), dropped: new Set() };
  let at = tree;
  let name = '';
  for (let token = tokens.shift(); token !== undefined && token !== ')'; token = tokens.shift()) {
    if (token === ',') at = tree;
    else if (token === '!') at.dropped.add(tokens.shift() ?? '');
    else if (token === '(') at.kept.set(name, parse(tokens));
    else if (token === '.') at = at.kept.get(name) ?? tree;
    else {
      name = token;
      if (!at.kept.has(name)) at.kept.set(name, { kept: new Map(), dropped: new Set() });
    }
  }
  return tree;
}

function prune(value: unknown, tree: FieldTree): unknown {
  if (tree.kept.size === 0 && tree.dropped.size === 0) return value;
  if (Array.isArray(value)) return value.map((entry) => prune(entry, tree));
  if (typeof value !== 'object' || value === null) return value;
  const left: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const below = tree.kept.get(name);
    if (below) left[name] = prune(inner, below);
    else if (tree.kept.size === 0 && !tree.dropped.has(name)) left[name] = inner;
  }
  return left;
}

/** An object of Spotify's, as far as it tells which id it belongs to. */
interface Identified {
  readonly id?: unknown;
  /** The track requested, where a market has another one in its place. */
  readonly linked_from?: { readonly id?: unknown } | null;
}

/**
 * The object for each id of a batch: `null` where the response says that there is none, `undefined` where it does not
 * say. Spotify documents the order of the ids, but an object in the wrong place must never be taken for another.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/track-relinking
 */
export function matchObjects(
  ids: readonly string[],
  objects: readonly unknown[],
): (object | null | undefined)[] {
  let byId: ReadonlyMap<unknown, object> | undefined;
  return ids.map((id, index) => {
    const inPlace = objects[index];
    if (isObject(inPlace) && requestedId(inPlace) === id) return inPlace;
    byId ??= indexById(objects.filter(isObject));
    return byId.get(id) ?? (isObject(inPlace) ? undefined : null);
  });
}

function indexById(objects: readonly (object & Identified)[]): ReadonlyMap<unknown, object> {
  // Later entries win: an object that was requested by its own id, over one that took the place of another.
  return new Map([
    ...objects.map((object): [unknown, object] => [object.id, object]),
    ...objects.map((object): [unknown, object] => [requestedId(object), object]),
  ]);
}

function requestedId({ id, linked_from: linkedFrom }: Identified): unknown {
  return linkedFrom?.id ?? id;
}

function isObject(value: unknown): value is object & Identified {
  return typeof value === 'object' && value !== null;
}

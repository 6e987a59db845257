/** The fields that an object's simplified form lacks, as others hold it. */
const FULL_FORM_ONLY = {
  album: ['copyrights', 'external_ids', 'genres', 'label', 'popularity', 'tracks'],
  artist: ['followers', 'genres', 'images', 'popularity'],
  track: ['album', 'external_ids', 'popularity'],
  show: ['episodes'],
  episode: ['show'],
  audiobook: ['chapters'],
  chapter: ['audiobook'],
} as const;

type FullForm = typeof FULL_FORM_ONLY;

/** An object in its simplified form; its own lists and the object that it belongs to are left out. */
export function simplify<T extends { readonly type: keyof FullForm }>(
  object: T,
): Omit<T, FullForm[T['type']][number]> {
  const fields: readonly string[] = FULL_FORM_ONLY[object.type] ?? [];
  const kept = Object.entries(object).filter(([name]) => !fields.includes(name));
  return Object.fromEntries(kept) as Omit<T, FullForm[T['type']][number]>;
}

import { BUILT_ORIGIN } from '../builders.js';
import type { Addable, ItemOwner } from './added-items.js';
import type { ItemType } from './ids.js';
import { simplify } from './simplify.js';
import type { View } from './view.js';

type Json = Record<string, unknown>;

/** The fields that apps in development mode do not get. */
const EXTENDED_ONLY: Readonly<Record<string, readonly string[]>> = {
  album: ['album_group', 'available_markets', 'genres', 'label', 'popularity'],
  artist: ['followers', 'genres', 'popularity'],
  audiobook: ['available_markets', 'publisher'],
  chapter: ['audio_preview_url', 'available_markets'],
  episode: ['audio_preview_url', 'language'],
  show: ['available_markets', 'publisher'],
  track: ['available_markets', 'linked_from', 'popularity', 'preview_url'],
};

const PLAYABLE = new Set(['album', 'chapter', 'episode', 'track']);

/** The fields that hold other objects, in their simplified form. */
const EMBEDDED = new Set(['album', 'artists', 'audiobook', 'show']);

/** A complete object, as a test added it, in the form that the view has: quota mode, market, origin. */
export function formOf<T extends object>(view: View, object: T): T {
  const type = 'type' in object ? String(object.type) : '';
  const form: Json = {};
  for (const [name, value] of Object.entries(object)) {
    if (!view.extended && EXTENDED_ONLY[type]?.includes(name)) continue;
    if (view.market && name === 'available_markets') continue;
    if (!view.market && name === 'is_playable') continue;
    form[name] = valueOf(view, name, value);
  }
  if (view.market && PLAYABLE.has(type)) form['is_playable'] ??= true;
  return form as T;
}

/** The items that a test added to a list of another object, in their simplified form. */
export function addedTo<T extends Exclude<ItemType, 'playlist'>>(
  view: View,
  type: T,
  owner: ItemOwner,
  id: string,
) {
  return view.added.of(type, owner, id).map((item) => formOf(view, simplify<Addable[T]>(item)));
}

function valueOf(view: View, name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => valueOf(view, name, each));
  if (typeof value === 'string') {
    return name === 'href' ? value.replace(BUILT_ORIGIN, view.origin) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return formOf(view, EMBEDDED.has(name) ? simplify(value as Addable['album']) : value);
}

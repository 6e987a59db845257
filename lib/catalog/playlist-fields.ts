import { invalidInput } from '../errors/api.errors.js';
import type { Playlist, PlaylistItem } from '../models/playlists.js';
import type { QuotaSurface } from './quota-surface.js';

/** `T` with everything optional, all the way down: what a field filter may leave out is unknown to the compiler. */
export type DeepPartial<T> = T extends readonly (infer U)[]
  ? readonly DeepPartial<U>[]
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** One field of a filter, kept or (`!`) left out, and the filter of what is below it. */
interface Field {
  readonly name: string;
  readonly excluded: boolean;
  readonly fields: readonly Field[];
}

type Names = QuotaSurface['playlistNames'];

/** The pager follows `next`, and plans by the others. */
const PAGE_FIELDS = ['href', 'limit', 'next', 'offset', 'total'];

/**
 * The filter of a whole playlist, in the names that Spotify's responses have for this app.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export function playlistFields(filter: string | undefined, names: Names): string | undefined {
  if (filter === undefined) return undefined;
  const fields = parse(filter).flatMap((field) => {
    if (field.name !== 'items') return [field];
    return renamed({ ...field, fields: pageFields(field.fields, names) }, 'tracks', names);
  });
  return print(fields);
}

/**
 * The filter of a page of a playlist's entries, with what the pager needs.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export function playlistItemsFields(filter: string | undefined, names: Names): string | undefined {
  if (filter === undefined) return undefined;
  const fields = pageFields(parse(filter), names);
  if (fields.every(({ excluded }) => excluded)) {
    return print(fields.filter(({ name, fields: below }) => below.length > 0 || !isNeeded(name)));
  }
  const needed = [...PAGE_FIELDS, 'items'].filter((name) => !fields.some((f) => f.name === name));
  return print([...fields, ...needed.map((name) => ({ name, excluded: false, fields: [] }))]);
}

/** Gives a filtered playlist today's names, and invents nothing that the filter left out. */
export function normalizeFilteredPlaylist(playlist: DeepPartial<Playlist>): DeepPartial<Playlist> {
  const page = playlist.items ?? playlist.tracks;
  if (!page) return playlist;
  if (!Array.isArray(page.items)) return { ...playlist, items: page };
  const entries = page.items as readonly (DeepPartial<PlaylistItem> | null)[];
  return { ...playlist, items: { ...page, items: entries.map(normalizeFilteredItem) } };
}

export function normalizeFilteredItem<T extends DeepPartial<PlaylistItem> | null>(entry: T): T {
  if (!entry || entry.item !== undefined || entry.track === undefined) return entry;
  return { ...entry, item: entry.track };
}

function pageFields(fields: readonly Field[], names: Names): readonly Field[] {
  return fields.map((field) =>
    field.name === 'items' ? { ...field, fields: entryFields(field.fields, names) } : field,
  );
}

function entryFields(fields: readonly Field[], names: Names): readonly Field[] {
  return fields.flatMap((field) =>
    field.name === 'item' ? renamed(field, 'track', names) : [field],
  );
}

/** A field under its new name, under the one it had before 2026, or under both where either may come. */
function renamed(field: Field, oldName: string, names: Names): Field[] {
  const old = { ...field, name: oldName };
  return names === 'new' ? [field] : names === 'old' ? [old] : [field, old];
}

function isNeeded(name: string): boolean {
  return name === 'items' || PAGE_FIELDS.includes(name);
}

function print(fields: readonly Field[]): string {
  return fields
    .map(({ name, excluded, fields: below }) => {
      const text = below.length > 0 ? `${name}(${print(below)})` : name;
      return excluded ? `!${text}` : text;
    })
    .join(',');
}

/** Reads `name,owner.id,items(total,items(item(!album)))`. */
function parse(filter: unknown): readonly Field[] {
  const tokens = typeof filter === 'string' ? (filter.match(/[\w-]+|[^\s]/g) ?? []) : [];
  let at = 0;
  const take = (token: string) => tokens[at] === token && (at += 1) > 0;
  const list = (): Field[] => {
    const fields = [field()];
    while (take(',')) fields.push(field());
    return fields;
  };
  const field = (): Field => {
    const excluded = take('!');
    const name = tokens[at] ?? '';
    if (!/^[\w-]+$/.test(name)) throw invalidFields(filter);
    at += 1;
    if (take('.')) return { name, excluded, fields: [field()] };
    if (!take('(')) return { name, excluded, fields: [] };
    const fields = list();
    if (!take(')')) throw invalidFields(filter);
    return { name, excluded, fields };
  };
  const fields = list();
  if (at < tokens.length) throw invalidFields(filter);
  return fields;
}

function invalidFields(filter: unknown) {
  return invalidInput(
    `fields is ${JSON.stringify(filter)}; it takes Spotify's filter, such as "name,items(total,items(item(name)))"`,
  );
}

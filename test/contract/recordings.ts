import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeUnless } from '../support/describe-unless.js';

/** Real responses of Spotify are beside the project, where there are any. */
const FOLDER = path.resolve('..', 'shared', 'spotify', 'recordings');

/** `describe()` for tests that read the recordings; where there are none they are skipped, and their title says why. */
export function describeWithRecordings(title: string, tests: () => void): void {
  const missing = !existsSync(FOLDER) && 'the recordings are not beside the project';
  // Without them the tests cannot even be listed: one that is skipped stands for all.
  describeUnless(missing, title, missing ? () => it('needs them', () => {}) : tests);
}

/** A response of Spotify, and the method of the catalogue that requests it. */
export interface Recording {
  readonly file: string;
  readonly method: string;
  readonly id: string | null;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  /** The last year in which it can have been recorded. */
  readonly year: number;
  readonly body: unknown;
}

export type Json = { readonly [name: string]: unknown };

export function readRecordings(): Recording[] {
  if (!existsSync(FOLDER)) return [];
  const manifest = readJson('manifest.json') as Omit<Recording, 'body'>[];
  return manifest.map((entry) => Object.assign(entry, { body: readJson(entry.file) }));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of JSON in which each object, innermost first, is what `change` makes of it. */
export function mapObjects(
  value: unknown,
  change: (object: Json, name: string) => Json,
  name = '',
): unknown {
  if (Array.isArray(value)) return value.map((entry) => mapObjects(entry, change, name));
  if (!isObject(value)) return value;
  const copy = Object.entries(value).map(([key, inner]) => [key, mapObjects(inner, change, key)]);
  return change(Object.fromEntries(copy) as Json, name);
}

/** The property under which a response holds the list or the page that a method gives. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'albums.getMany': 'albums',
  'artists.getMany': 'artists',
  'artists.relatedArtists': 'artists',
  'artists.topTracks': 'tracks',
  'audiobooks.getMany': 'audiobooks',
  'browse.categories': 'categories',
  'browse.categoryPlaylists': 'playlists',
  'browse.featuredPlaylists': 'playlists',
  'browse.newReleases': 'albums',
  'episodes.getMany': 'episodes',
  'genres.seeds': 'genres',
  'shows.getMany': 'shows',
  'tracks.getMany': 'tracks',
  'tracks.manyAudioFeatures': 'audio_features',
};

export function propertyOf(method: string): string | undefined {
  return PROPERTIES[method];
}

/**
 * What the method has to give for a recording: the recorded JSON, but for the documented re-shapes. Lists are taken out
 * of what holds them, a playlist's entries are `items`, an entry's content is its `item`.
 */
export function expectedValue({ method, body }: Recording): unknown {
  const property = propertyOf(method);
  if (method === 'playlists.isFollowedBy') return (body as boolean[])[0];
  const value = property === undefined ? body : (body as Json)[property];
  if (method === 'playlists.items') return withEntries(value as Json);
  if (method === 'playlists.get') {
    const playlist = value as Json;
    return { ...playlist, items: withEntries((playlist['items'] ?? playlist['tracks']) as Json) };
  }
  return mapObjects(value, (object) =>
    object['type'] === 'playlist' ? { items: object['tracks'], ...object } : object,
  );
}

function withEntries(page: Json): Json {
  const entries = page['items'] as (Json | null)[];
  return { ...page, items: entries.map(withItem) };
}

function withItem(entry: Json | null): Json | null {
  return entry && { item: entry['track'], ...entry };
}

/** The last year whose recordings may lack what Spotify has added since. */
const LAST_OLD_YEAR = 2021;

const NEW_IN_ALBUMS = {
  artists: [],
  release_date: '2000',
  release_date_precision: 'year',
  total_tracks: 1,
};

/** Recommendations once had tracks without one. */
const ALBUM = {
  ...NEW_IN_ALBUMS,
  type: 'album',
  id: '',
  name: '',
  album_type: 'album',
  images: [],
  uri: '',
  href: '',
  external_urls: { spotify: '' },
};

/** What Spotify has added since, by the object's type, or by the name it stands under. */
const ADDED_SINCE: Readonly<Record<string, Json>> = {
  album: { ...NEW_IN_ALBUMS, album_group: 'album', label: '' },
  artist: { followers: { href: null, total: 1 } },
  episode: { explicit: false, html_description: '', languages: [] },
  images: { height: null, width: null },
  items: { is_local: false },
  playlist: { description: null, images: [], snapshot_id: '' },
  seeds: { initialPoolSize: 1, afterFilteringSize: 1, afterRelinkingSize: 1 },
  show: { html_description: '', total_episodes: 1 },
  track: { is_local: false },
  tracks: { album: ALBUM, external_ids: {}, popularity: 1 },
  user: { display_name: null, followers: { href: null, total: 1 }, images: [] },
};

/** A recording's value as Spotify would send it today. */
export function asOfToday(value: unknown, year: number): unknown {
  if (year > LAST_OLD_YEAR) return value;
  return mapObjects(value, (object, name) => {
    const type = String(object['type']);
    const known = { ...ADDED_SINCE[name], ...ADDED_SINCE[type], ...object };
    return type === 'playlist' ? { ...known, ...withoutOldNulls(object) } : known;
  });
}

/** A user's starred tracks were a playlist without an id, and a playlist without a cover had a list with `null` in it. */
function withoutOldNulls({ id, images }: Json): Json {
  return {
    ...(id === null && { id: '' }),
    ...(Array.isArray(images) && { images: images.filter((image) => image !== null) }),
  };
}

/** The fields that apps in development mode do not get, by the object's type; of a playlist's entry too. */
const LOST: Readonly<Record<string, readonly string[]>> = {
  album: ['album_group', 'available_markets', 'genres', 'label', 'popularity'],
  artist: ['followers', 'genres', 'popularity'],
  audiobook: ['available_markets', 'publisher'],
  chapter: ['audio_preview_url', 'available_markets'],
  entry: ['track'],
  episode: ['audio_preview_url', 'language'],
  playlist: ['tracks'],
  show: ['available_markets', 'publisher'],
  track: ['available_markets', 'linked_from', 'popularity', 'preview_url'],
};

/** A value as an app in development mode gets it. */
export function inDevelopmentMode(value: unknown): unknown {
  return mapObjects(value, (object) => {
    const lost = new Set(LOST['added_at' in object ? 'entry' : String(object['type'])]);
    return Object.fromEntries(Object.entries(object).filter(([name]) => !lost.has(name)));
  });
}

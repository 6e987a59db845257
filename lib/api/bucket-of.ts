/** What comes after one of these in a path is an id; the catalogue's tables are held against this by a test. */
const COLLECTIONS = [
  'albums',
  'artists',
  'audio-analysis',
  'audio-features',
  'audiobooks',
  'categories',
  'chapters',
  'episodes',
  'playlists',
  'shows',
  'tracks',
  'users',
];
const ID_OF_COLLECTION = new RegExp(`/(${COLLECTIONS.join('|')})/[^/]+`, 'g');
/** Spotify's own form of an id, wherever it is. */
const BASE62_ID = /\/[0-9A-Za-z]{22}(?=\/|$)/g;

/** A URL's path without its query. */
export function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}

/**
 * The path template of a URL under `apiUrl`, such as `/tracks/{id}`: what Spotify counts a quota by, as far as is known.
 * It takes a microsecond, so it is called only where a limit, a failure or a listener needs it.
 */
export function bucketOf(url: string): string {
  const path = pathOf(url);
  // A user's own lists: what follows their name is no id (`/me/tracks/contains`).
  const known = path.startsWith('/me/') ? path : path.replace(ID_OF_COLLECTION, '/$1/{id}');
  return known.replace(BASE62_ID, '/{id}');
}

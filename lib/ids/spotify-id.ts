import { invalidInput, SpotifyBadRequestError } from '../errors/api.errors.js';

/** The kinds of object that have an id: 22 characters in base62, but for users and categories, which have names. */
export type SpotifyIdType =
  | 'album'
  | 'artist'
  | 'audiobook'
  | 'category'
  | 'chapter'
  | 'episode'
  | 'playlist'
  | 'show'
  | 'track'
  | 'user';

const BASE62 = /^[0-9A-Za-z]{22}$/;
const URI = /^spotify:(?:user:[^:]+:)?([a-z]+):([^:]+)$/;
const PATH = /^\/(?:intl-[a-z-]+\/)?(?:embed\/)?(?:user\/[^/]+\/)?([a-z]+)\/([^/]+)\/?$/i;

/** What means to be a URI or a link, and is no name. */
const LINK = /^(?:spotify:|https?:)/i;

/** Audiobooks and chapters live in Spotify's show and episode pages, and their links say so. */
const ALIASES: Partial<Record<SpotifyIdType, string>> = { audiobook: 'show', chapter: 'episode' };

/**
 * Reads the id out of an id, a URI (`spotify:album:…`) or a link (`https://open.spotify.com/album/…`).
 *
 * @throws SpotifyBadRequestError when it is none of these, or of another type
 * @see https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
 */
export function parseSpotifyId(input: string, type: SpotifyIdType): string {
  if (typeof input !== 'string') throw refusal(input, type);
  if (type === 'user' || type === 'category') return parseName(input, type);
  if (BASE62.test(input)) return input;
  const [, found, id = ''] = URI.exec(input) ?? PATH.exec(linkPath(input)) ?? [];
  if (!found || !BASE62.test(id)) throw refusal(input, type);
  if (found !== type && found !== ALIASES[type]) throw refusal(input, type, found);
  return id;
}

/** A name may hold anything but what would change a path's meaning, percent-encoded. */
function parseName(input: string, type: 'user' | 'category'): string {
  const [, found, name = input] = URI.exec(input) ?? PATH.exec(linkPath(input)) ?? [];
  if (found !== undefined && found !== type) throw refusal(input, type, found);
  if (found === undefined && LINK.test(input)) throw refusal(input, type);
  const given = found ? decode(name) : name;
  if (/^(?:\.{0,2}|\s+|.{101,})$/.test(given) || /[\p{Cc}\p{Cs}]/u.test(given)) {
    throw refusal(input, type);
  }
  return given;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function linkPath(input: string): string {
  if (!/^https?:\/\//i.test(input) || !URL.canParse(input)) return '';
  const { hostname, pathname } = new URL(input);
  return hostname === 'open.spotify.com' || hostname === 'play.spotify.com' ? pathname : '';
}

function refusal(input: unknown, type: SpotifyIdType, found?: string): SpotifyBadRequestError {
  const shown = typeof input === 'string' ? JSON.stringify(input.slice(0, 100)) : String(input);
  return invalidInput(
    `${shown} is ${found ? `a link to ${an(found)}, not to ${an(type)}` : `no ${type} id`}. Accepted: ` +
      `${type === 'user' || type === 'category' ? 'a name of up to 100 characters' : '22 letters and digits'}, a URI ` +
      `such as spotify:${type}:…, or a link such as https://open.spotify.com/${type}/…` +
      (typeof input === 'string' && /spotify\.(link|app\.link)/.test(input)
        ? ' Short links have to be opened first; the page they lead to has the long one.'
        : ''),
  );
}

function an(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

import { invalidInput, SpotifyBadRequestError } from '../errors/api.errors.js';
import {
  BASE62,
  isAddress,
  isName,
  readAddress,
  trimmed,
  type SpotifyLinkType,
} from './spotify-link.js';

/** The types of object that have an id: 22 characters in base62, except users and categories, whose ids are names. */
export type SpotifyIdType = SpotifyLinkType | 'category';

/** Spotify's links to audiobooks and chapters are those of shows and episodes. */
const ALIASES: Partial<Record<SpotifyIdType, string>> = { audiobook: 'show', chapter: 'episode' };

/**
 * Reads the id out of an id, a URI (`spotify:album:…`) or a link (`https://open.spotify.com/album/…`), in any form that
 * `parseSpotifyLink()` reads.
 *
 * @throws SpotifyBadRequestError when it is none of these, or is the link of another type
 * @see https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
 */
export function parseSpotifyId(input: string, type: SpotifyIdType): string {
  if (typeof input !== 'string') throw invalidId(input, type);
  const hasName = isNamed(type);
  if (!hasName && BASE62.test(input)) return input; // most are, and each call passes here
  const found = readAddress(input);
  if (found && found.type !== type && found.type !== ALIASES[type]) {
    throw invalidId(input, type, found.type);
  }
  if (!found && isAddress(input)) throw invalidId(input, type);
  const id = found?.id ?? trimmed(input);
  if (hasName ? isName(id) : BASE62.test(id)) return id;
  throw invalidId(input, type);
}

/** Whether ids of this type are names, in any characters. */
export function isNamed(type: SpotifyIdType): boolean {
  return type === 'user' || type === 'category';
}

function invalidId(input: unknown, type: SpotifyIdType, found?: string): SpotifyBadRequestError {
  const shown = typeof input === 'string' ? JSON.stringify(input.slice(0, 100)) : String(input);
  const problem = found ? `a link to ${an(found)}, not to ${an(type)}` : `not a valid ${type} id`;
  const form = isNamed(type) ? 'a name of up to 100 characters' : '22 letters and digits';
  const shortLink =
    typeof input === 'string' && /spotify\.(link|app\.link)/.test(input)
      ? ' Short links are not resolved: open it, and use the address of the page it leads to.'
      : '';
  return invalidInput(
    `${shown} is ${problem}. Expected ${form}, a URI such as spotify:${type}:…, or a link such as ` +
      `https://open.spotify.com/${type}/…${shortLink}`,
  );
}

function an(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

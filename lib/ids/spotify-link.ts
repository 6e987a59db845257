/** The types of object that a Spotify link or URI can lead to. */
export type SpotifyLinkType =
  | 'album'
  | 'artist'
  | 'audiobook'
  | 'chapter'
  | 'episode'
  | 'playlist'
  | 'show'
  | 'track'
  | 'user';

/** What a link or URI leads to. Links to audiobooks and chapters say `show` and `episode`. */
export interface SpotifyLink {
  /** The type that the link names. */
  readonly type: SpotifyLinkType;
  /** 22 characters in base62; a user's is a name. */
  readonly id: string;
}

export const BASE62 = /^[0-9A-Za-z]{22}$/;

const TYPES: ReadonlySet<string> = new Set<SpotifyLinkType>([
  'album',
  'artist',
  'audiobook',
  'chapter',
  'episode',
  'playlist',
  'show',
  'track',
  'user',
]);

const HOSTS = new Set(['open.spotify.com', 'play.spotify.com', 'embed.spotify.com']);
/** A link without its scheme. */
const BARE_HOST = /^(?:\/\/)?(?:open|play|embed)\.spotify\.com(?:[/?]|$)/i;
const URI = /^spotify:(?:user:[^:]+:)?([a-z]+):([^:]+)$/i;
/** A locale or a player before the type, and parts of the page after the id (`/discography/all`, `/disc1`). */
const PATH =
  /^\/(?:intl-[a-z-]+\/)?(?:embed(?:-podcast)?\/)?(?:user\/[^/]+\/(?=playlist\/))?([a-z]+)\/([^/]+)(?:\/|$)/i;

/**
 * Reads a link (`https://open.spotify.com/album/…`) or URI (`spotify:album:…`) in any form that people copy and paste.
 *
 * @returns `undefined` for anything else: a bare id, whose type is unknown, a short link, another site's
 * @example
 * ```ts
 * parseSpotifyLink('open.spotify.com/intl-de/track/11dFghVXANMlKmJXsNCbNl?si=1'); // { type: 'track', id: '11dF…' }
 * ```
 * @see https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids
 */
export function parseSpotifyLink(text: string): SpotifyLink | undefined {
  const { type = '', id = '' } = readAddress(text) ?? {};
  if (!TYPES.has(type)) return undefined;
  if (type === 'user' ? !isName(id) : !BASE62.test(id)) return undefined;
  return { type: type as SpotifyLinkType, id };
}

/** The type and id that stand in a link or URI, whether or not they are valid. */
export function readAddress(text: unknown): { type: string; id: string } | undefined {
  if (typeof text !== 'string') return undefined;
  const address = trimmed(text);
  const [, type, id] = URI.exec(address) ?? PATH.exec(pathOf(address)) ?? [];
  if (type !== undefined && id !== undefined) return { type: type.toLowerCase(), id: decode(id) };
  const embedded = linkOf(address)?.searchParams.get('uri');
  return embedded ? readAddress(embedded.slice(0, 200)) : undefined;
}

/** Whether a text is meant as a link or URI, and so is not an id or a name. */
export function isAddress(text: string): boolean {
  const address = trimmed(text);
  return /^(?:spotify:|https?:)/i.test(address) || BARE_HOST.test(address);
}

/** A name may contain any character: paths percent-encode it. Dot segments would change the path nevertheless. */
export function isName(name: string): boolean {
  return !/^(?:\.{0,2}|\s+|.{101,})$/.test(name) && !/[\p{Cc}\p{Cs}]/u.test(name);
}

/** Without blanks and line breaks at the ends, and without the angle brackets that mails put around links. */
export function trimmed(text: string): string {
  const inner = text.trim();
  return inner.startsWith('<') && inner.endsWith('>') ? inner.slice(1, -1).trim() : inner;
}

function pathOf(address: string): string {
  return linkOf(address)?.pathname ?? '';
}

function linkOf(address: string): URL | undefined {
  const link = BARE_HOST.test(address) ? `https://${address.replace(/^\/\//, '')}` : address;
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  return HOSTS.has(url.hostname) ? url : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { Audiobook, Chapter } from '../models/audiobooks.js';
import type { Image, Page } from '../models/common.js';
import type { Album, Artist, Track } from '../models/music.js';
import type { Playlist } from '../models/playlists.js';
import type { Episode, Show } from '../models/podcasts.js';
import { idOf, type ItemType } from './dataset/ids.js';
import { simplify } from './dataset/simplify.js';

/** Where links lead; the fake puts its own address in its place. */
export const BUILT_ORIGIN = 'https://api.spotify.com';

const MARKETS = ['GB', 'SE', 'US'];
const RELEASED = { release_date: '2026-01-30', release_date_precision: 'day' as const };

/** Built objects are numbered from here on, far from those of the fake's catalogue. */
const FIRST_NUMBER = 2 ** 31 + 2 ** 30;
let built = 0;

/** An artist, complete as in extended mode; what is not given is made up. */
export function buildArtist(fields: Partial<Artist> = {}): Artist {
  return {
    ...linksOf('artist', fields.id),
    name: 'An Artist',
    images: picture(),
    followers: { href: null, total: 1200 },
    genres: ['dream pop'],
    popularity: 40,
    ...given(fields),
  };
}

/** An album without tracks, unless they are given, complete as in extended mode without a market. */
export function buildAlbum(fields: Partial<Album> = {}): Album {
  const links = linksOf('album', fields.id);
  const tracks = fields.tracks ?? { ...buildPage([]), href: `${links.href}/tracks` };
  return {
    ...links,
    name: 'An Album',
    album_type: 'album',
    artists: [simplify(buildArtist())],
    available_markets: MARKETS,
    copyrights: [{ text: '© 2026 A Label', type: 'C' }],
    external_ids: { upc: '800000000000' },
    genres: [],
    images: picture(),
    label: 'A Label',
    popularity: 40,
    ...RELEASED,
    total_tracks: tracks.total,
    tracks,
    ...given(fields),
  };
}

/** A track, complete as in extended mode without a market; its artists are the album's unless others are given. */
export function buildTrack(fields: Partial<Track> = {}): Track {
  const album = fields.album ?? simplify(buildAlbum({ artists: fields.artists, total_tracks: 1 }));
  return {
    ...linksOf('track', fields.id),
    name: 'A Track',
    album,
    artists: album.artists,
    available_markets: MARKETS,
    disc_number: 1,
    duration_ms: 215_000,
    explicit: false,
    external_ids: { isrc: 'QZF000000001' },
    is_local: false,
    popularity: 40,
    preview_url: null,
    track_number: 1,
    ...given(fields),
  };
}

/** A playlist without entries, unless they are given. */
export function buildPlaylist(fields: Partial<Playlist> = {}): Playlist {
  const links = linksOf('playlist', fields.id);
  return {
    ...links,
    name: 'A Playlist',
    collaborative: false,
    description: 'Made for a test.',
    followers: { href: null, total: 12 },
    images: picture(),
    items: { ...buildPage([]), href: `${links.href}/items` },
    owner: {
      display_name: 'a listener',
      external_urls: { spotify: 'https://open.spotify.com/user/alistener' },
      href: `${BUILT_ORIGIN}/v1/users/alistener`,
      id: 'alistener',
      type: 'user',
      uri: 'spotify:user:alistener',
    },
    public: true,
    snapshot_id: 'MSxmYWtl',
    ...given(fields),
  };
}

/** A show without episodes, unless they are given, complete as in extended mode without a market. */
export function buildShow(fields: Partial<Show> = {}): Show {
  const links = linksOf('show', fields.id);
  const episodes = fields.episodes ?? { ...buildPage([]), href: `${links.href}/episodes` };
  return {
    ...links,
    name: 'A Show',
    available_markets: MARKETS,
    copyrights: [],
    ...described('A show about tests.'),
    explicit: false,
    images: picture(),
    is_externally_hosted: false,
    languages: ['en'],
    media_type: 'audio',
    publisher: 'A Publisher',
    episodes,
    total_episodes: episodes.total,
    ...given(fields),
  };
}

/** An episode with its show, complete as in extended mode. */
export function buildEpisode(fields: Partial<Episode> = {}): Episode {
  return {
    ...linksOf('episode', fields.id),
    name: 'An Episode',
    audio_preview_url: null,
    ...described('An episode about tests.'),
    duration_ms: 1_800_000,
    explicit: false,
    images: picture(),
    is_externally_hosted: false,
    is_playable: true,
    language: 'en',
    languages: ['en'],
    ...RELEASED,
    show: simplify(buildShow({ total_episodes: 1 })),
    ...given(fields),
  };
}

/** An audiobook without chapters, unless they are given, complete as in extended mode without a market. */
export function buildAudiobook(fields: Partial<Audiobook> = {}): Audiobook {
  const links = linksOf('audiobook', fields.id);
  const chapters = fields.chapters ?? { ...buildPage([]), href: `${links.href}/chapters` };
  return {
    ...links,
    name: 'An Audiobook',
    authors: [{ name: 'An Author' }],
    available_markets: MARKETS,
    copyrights: [],
    ...described('A book about tests.'),
    edition: 'Unabridged',
    explicit: false,
    images: picture(),
    languages: ['en'],
    media_type: 'audio',
    narrators: [{ name: 'A Narrator' }],
    publisher: 'A Publisher',
    chapters,
    total_chapters: chapters.total,
    ...given(fields),
  };
}

/** A chapter with its audiobook, complete as in extended mode without a market. */
export function buildChapter(fields: Partial<Chapter> = {}): Chapter {
  return {
    ...linksOf('chapter', fields.id),
    name: 'Chapter 1',
    audio_preview_url: null,
    available_markets: MARKETS,
    chapter_number: 0,
    ...described('A chapter about tests.'),
    duration_ms: 1_200_000,
    explicit: false,
    images: picture(),
    is_playable: true,
    languages: ['en'],
    ...RELEASED,
    audiobook: simplify(buildAudiobook({ total_chapters: 1 })),
    ...given(fields),
  };
}

/** The only page of a list. */
export function buildPage<T>(items: readonly T[], fields: Partial<Page<T>> = {}): Page<T> {
  return {
    href: `${BUILT_ORIGIN}/v1/list?offset=0&limit=50`,
    items: [...items],
    limit: 50,
    next: null,
    offset: 0,
    previous: null,
    total: items.length,
    ...given(fields),
  };
}

/** Without the fields that are `undefined`, which would hide what is made up for them. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function linksOf<T extends ItemType>(type: T, id = idOf(type, FIRST_NUMBER + (built += 1))) {
  const known = { audiobook: 'show', chapter: 'episode' }[type as string] ?? type;
  return {
    external_urls: { spotify: `https://open.spotify.com/${known}/${id}` },
    href: `${BUILT_ORIGIN}/v1/${type}s/${id}`,
    id,
    type,
    uri: `spotify:${known}:${id}`,
  };
}

function picture(): Image[] {
  return [640, 300, 64].map((size) => ({
    url: `https://i.scdn.co/image/made-up-${size}`,
    height: size,
    width: size,
  }));
}

function described(text: string): { description: string; html_description: string } {
  return { description: text, html_description: `<p>${text}</p>` };
}

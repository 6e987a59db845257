import type { Image } from '../../models/common.js';
import type { Playlist } from '../../models/playlists.js';
import { formOf } from './added-form.js';
import { artistName, SCENES } from './artists.js';
import { episodesOfShow, playlistsOfUser, tracksOfAlbum } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { episode } from './podcasts.js';
import { hash, pick } from './random.js';
import { daysBefore } from './spoken.js';
import { albumTitle } from './titles.js';
import { sceneTrack, track, trackArtists, trackDuration, trackName } from './tracks.js';
import { playlistOwner, playlistUser, userId } from './users.js';
import type { View } from './view.js';
import { PLAYLIST_FRAMES } from './words.js';

const PLAYLIST_SIZES = [48, 25, 130, 12, 64, 7, 240, 30, 75, 18];

export function playlistSize(n: number): number {
  return pick(PLAYLIST_SIZES, n);
}

/** The scene of a playlist's tracks. */
export function playlistScene(n: number): number {
  return hash(SEEDS.playlist, n, 1) % SCENES.length;
}

export function playlistName(n: number): string {
  const [genre = ''] = SCENES[playlistScene(n)] ?? [];
  const frame = pick(PLAYLIST_FRAMES, hash(SEEDS.playlist, n));
  return frame.replace(
    '%',
    genre.replace(/(^|[ -])\w/g, (letter) => letter.toUpperCase()),
  );
}

/** The fields that the simplified and the full form share. */
function playlistCore(view: View, n: number) {
  const links = view.links('playlist', n);
  return {
    collaborative: hash(SEEDS.playlist, n, 2) % 12 === 0,
    description: playlistDescription(n),
    ...links,
    images: playlistImages(view, n),
    name: playlistName(n),
    owner: playlistOwner(view, playlistsOfUser.owner(n)),
    primary_color: null,
    public: n % 7 === 6 ? null : true,
    snapshot_id: Buffer.from(`1,${links.id}`).toString('base64'),
  };
}

/** Half of the descriptions are empty, a few `null`. */
function playlistDescription(n: number): string | null {
  if (n % 2 === 1) return '';
  return n % 10 === 8 ? null : `${playlistSize(n)} picks: ${playlistName(n)}.`;
}

/**
 * Most playlists have Spotify's mosaic in three sizes; some a picture of unknown size that the owner chose (numbers 3, 11
 * and so on), an empty list (6, 14), or `null` (5, 13).
 */
export function playlistImages(view: View, n: number): Image[] | null {
  const images = view.images('playlist', idOf('playlist', n));
  switch (n % 8) {
    case 3:
      return images.slice(1, 2).map(({ url }) => ({ url, height: null, width: null }));
    case 5:
      return null;
    case 6:
      return [];
    default:
      return images;
  }
}

/** Extended mode has the list under its former name, `tracks`. */
export function simplifiedPlaylist(view: View, n: number) {
  const name = view.extended ? 'tracks' : 'items';
  const href = view.href(`/playlists/${idOf('playlist', n)}/${name}`);
  return { ...playlistCore(view, n), [name]: { href, total: playlistSize(n) } };
}

/**
 * A playlist with its first entries: as `tracks` in extended mode. In development mode only the owner's token gets them, as
 * `items`.
 */
export function fullPlaylist(view: View, n: number) {
  const slice = firstSlice(view, 100);
  return {
    ...playlistCore(view, n),
    followers: { href: null, total: hash(SEEDS.playlist, n, 3) % 90_000 },
    ...(view.extended && { tracks: playlistEntries(view, n, 'tracks', slice) }),
    ...(!view.extended &&
      isOwner(view, n) && { items: playlistEntries(view, n, 'items', { ...slice, limit: 50 }) }),
  };
}

/** Whether the token is the playlist owner's; an app token is nobody's. */
export function isOwner(view: View, n: number): boolean {
  return view.user !== undefined && view.user === userId(playlistsOfUser.owner(n));
}

/** Episodes in playlists are among the first ones, which are indexed for search. */
const LISTED_EPISODES = 6000;

/**
 * A playlist's entries. Counted from 0: entry 23 and every 41st after it is `null`; of the others, entry 11 and every 17th
 * after it has lost its content; entry 5 and every 13th after it is an episode, lost too when it is hidden without a
 * market. In one playlist of three (numbers 2, 5 and so on), entry 4 and every 19th after it is a local file.
 */
export function playlistEntries(view: View, n: number, list: 'items' | 'tracks', slice: Slice) {
  const path = `/playlists/${idOf('playlist', n)}/${list}`;
  return page(view, path, playlistSize(n), slice, (index) => {
    if (index % 41 === 23) return null;
    const content = contentAt(view, n, index);
    return {
      added_at: `${daysBefore(hash(SEEDS.playlist, n, index + 900) % 3000).release_date}T08:00:00Z`,
      added_by: playlistUser(view, playlistsOfUser.owner(n)),
      is_local: content?.type === 'track' && content.is_local,
      primary_color: null,
      ...entryContent(view, content),
      video_thumbnail: { url: null },
    };
  });
}

/** A playlist that a test added, with its first entries where the token gets them. */
export function addedPlaylist(view: View, playlist: Playlist) {
  const { items: _, tracks: __, ...core } = playlist;
  const slice = firstSlice(view, 100);
  return {
    ...formOf(view, core),
    ...(view.extended && { tracks: addedEntries(view, playlist, 'tracks', slice) }),
    ...(!view.extended &&
      view.user === playlist.owner.id && {
        items: addedEntries(view, playlist, 'items', { ...slice, limit: 50 }),
      }),
  };
}

/** The same as lists and searches hold it. */
export function simplifiedAddedPlaylist(view: View, playlist: Playlist) {
  const { items, tracks: _, followers: __, ...core } = playlist;
  const name = view.extended ? 'tracks' : 'items';
  const href = view.href(`/playlists/${playlist.id}/${name}`);
  return { ...formOf(view, core), [name]: { href, total: items?.total ?? 0 } };
}

export function addedEntries(
  view: View,
  { id, items }: Playlist,
  list: 'items' | 'tracks',
  slice: Slice,
) {
  const entries = items?.items ?? [];
  return page(view, `/playlists/${id}/${list}`, entries.length, slice, (index) => {
    const entry = entries[index];
    if (!entry) return null;
    const { item, track: _, ...rest } = entry;
    const content = item && formOf<{ type: string }>(view, item);
    return { ...formOf(view, rest), primary_color: null, ...entryContent(view, content) };
  });
}

/** The content of an entry under the name that the quota mode has for it, with what Spotify adds to it there. */
export function entryContent(view: View, content: { type: string } | null) {
  const isTrack = content?.type === 'track';
  const marked = content && { ...content, episode: !isTrack, track: isTrack };
  return view.extended ? { track: marked } : { item: marked };
}

function contentAt(view: View, n: number, index: number) {
  if (index % 17 === 11) return null;
  const hashed = hash(SEEDS.playlist, n, index + 10);
  if (index % 13 === 5) {
    const number = hashed % LISTED_EPISODES;
    return view.offers('show', episodesOfShow.owner(number)) ? episode(view, number) : null;
  }
  const number = sceneTrack(playlistScene(n), hashed);
  return n % 3 === 2 && index % 19 === 4 ? localTrack(view, number) : track(view, number);
}

/** A file of the owner's own: Spotify knows its names and its length, and nothing else. */
function localTrack(view: View, n: number) {
  const name = trackName(n);
  const [artist = 0] = trackArtists(n);
  const album = albumTitle(tracksOfAlbum.owner(n));
  const seconds = Math.round(trackDuration(n) / 1000);
  const unknown = { external_urls: {}, href: null, id: null };
  const parts = [artistName(artist), album, name, String(seconds)];
  return {
    album: {
      album_type: null,
      artists: [],
      ...view.showMarkets([]),
      ...unknown,
      images: [],
      name: album,
      release_date: null,
      release_date_precision: null,
      type: 'album' as const,
      uri: null,
    },
    artists: [{ ...unknown, name: artistName(artist), type: 'artist' as const, uri: null }],
    ...view.showMarkets([]),
    disc_number: 0,
    duration_ms: seconds * 1000,
    explicit: false,
    external_ids: {},
    ...unknown,
    is_local: true as const,
    name,
    ...(view.extended && { popularity: 0, preview_url: null }),
    track_number: 0,
    type: 'track' as const,
    uri: `spotify:local:${parts.map((part) => encodeURIComponent(part).replaceAll('%20', '+')).join(':')}`,
  };
}

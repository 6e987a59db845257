import type { SimplifiedPlaylist } from '../../model/simplified-playlist.js';
import { playlistsOfUser } from './census.js';
import { SCENES } from './genres.js';
import { idOf, SEEDS } from './ids.js';
import { draw, pick } from './random.js';
import { playlistOwner } from './users.js';
import type { View } from './view.js';
import { PLAYLIST_FRAMES } from './words.js';

const SIZES = [48, 25, 130, 12, 64, 7, 240, 30, 75, 18];

export function playlistSize(n: number): number {
  return pick(SIZES, n);
}

/** The scene that a playlist's tracks are from. */
export function playlistScene(n: number): number {
  return draw(SEEDS.playlist, n, 1) % SCENES.length;
}

export function playlistName(n: number): string {
  const [genre = ''] = SCENES[playlistScene(n)] ?? [];
  const frame = pick(PLAYLIST_FRAMES, draw(SEEDS.playlist, n));
  return frame.replace(
    '%',
    genre.replace(/(^|[ -])\w/g, (letter) => letter.toUpperCase()),
  );
}

/** What the simplified and the full form have in common. */
export function playlistCore(view: View, n: number) {
  const links = view.links('playlist', n);
  return {
    collaborative: draw(SEEDS.playlist, n, 2) % 12 === 0,
    description: `${playlistSize(n)} picks: ${playlistName(n)}.`,
    ...links,
    images: view.images('playlist', links.id),
    name: playlistName(n),
    owner: playlistOwner(view, playlistsOfUser.owner(n)),
    public: true,
    snapshot_id: Buffer.from(`1,${links.id}`).toString('base64'),
  };
}

/** Where the list went by a new name, extended mode still has the old one beside it. */
export function simplifiedPlaylist(view: View, n: number): SimplifiedPlaylist {
  const path = `/playlists/${idOf('playlist', n)}`;
  const total = playlistSize(n);
  return {
    ...playlistCore(view, n),
    items: { href: view.href(`${path}/items`), total },
    ...(view.extended && { tracks: { href: view.href(`${path}/tracks`), total } }),
  };
}

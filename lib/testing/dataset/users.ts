import type { PlaylistOwner, PlaylistUser, PublicUser } from '../../models/playlists.js';
import { COUNTS } from './counts.js';
import { SEEDS } from './ids.js';
import { hash, pick } from './random.js';
import type { View } from './view.js';
import { BAND_ADJECTIVES, BAND_NOUNS } from './words.js';

/** A user's id is a handle that ends with the user's number. */
export function userId(n: number): string {
  const { adjective, noun } = handle(n);
  return `${adjective}${noun}${n}`.toLowerCase().replaceAll('-', '');
}

export function userNumber(id: string): number | undefined {
  const n = Number(/\d+$/.exec(id)?.[0]);
  return n < COUNTS.user && userId(n) === id ? n : undefined;
}

export function userName(n: number): string {
  const { adjective, noun } = handle(n);
  return `${adjective.toLowerCase()} ${noun.toLowerCase()}`;
}

export function playlistUser(view: View, n: number): PlaylistUser {
  const id = userId(n);
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${id}` },
    href: view.href(`/users/${id}`),
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  };
}

export function playlistOwner(view: View, n: number): PlaylistOwner {
  return { ...playlistUser(view, n), display_name: userName(n) };
}

export function publicUser(view: View, n: number): PublicUser {
  const user = playlistUser(view, n);
  return {
    ...user,
    display_name: userName(n),
    ...(view.extended && { followers: { href: null, total: hash(SEEDS.user, n, 1) % 5000 } }),
    images: view.images('user', user.id),
  };
}

function handle(n: number): { adjective: string; noun: string } {
  const h = hash(SEEDS.user, n);
  return { adjective: pick(BAND_ADJECTIVES, h), noun: pick(BAND_NOUNS, h >>> 12) };
}

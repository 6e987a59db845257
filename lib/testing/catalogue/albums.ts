import type { ArtistDiscographyAlbum } from '../../model/artist-discography-album.js';
import type { SimplifiedAlbum } from '../../model/simplified-album.js';
import { albumArtists, albumType, releaseDate } from './album.facts.js';
import { simplifiedArtist } from './artists.js';
import { tracksOfAlbum } from './census.js';
import type { DiscographyEntry } from './discography.js';
import { MARKETS } from './markets.js';
import { albumTitle } from './titles.js';
import type { View } from './view.js';

export function simplifiedAlbum(view: View, n: number): SimplifiedAlbum {
  const links = view.links('album', n);
  return {
    album_type: albumType(n),
    total_tracks: tracksOfAlbum.size(n),
    ...(view.extended && !view.market && { available_markets: [...MARKETS] }),
    ...links,
    images: view.images('album', links.id),
    name: albumTitle(n),
    ...releaseDate(n),
    artists: albumArtists(n).map((artist) => simplifiedArtist(view, artist)),
  };
}

export function discographyAlbum(view: View, entry: DiscographyEntry): ArtistDiscographyAlbum {
  return {
    ...simplifiedAlbum(view, entry.album),
    ...(view.extended && { album_group: entry.group }),
  };
}

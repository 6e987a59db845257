import { albumsOfArtist, tracksOfAlbum } from './census.js';
import { trackPopularity } from './tracks.js';

/** Up to ten tracks of an artist's own albums, the best known first. */
export function topTracks(artist: number): number[] {
  const first = albumsOfArtist.start(artist);
  const from = tracksOfAlbum.start(first);
  const to = tracksOfAlbum.start(first + albumsOfArtist.size(artist));
  return Array.from({ length: to - from }, (_, i) => from + i)
    .map((n) => ({ n, popularity: trackPopularity(n) }))
    .toSorted((a, b) => b.popularity - a.popularity)
    .slice(0, 10)
    .map(({ n }) => n);
}

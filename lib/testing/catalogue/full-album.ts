import type { Album } from '../../model/album.js';
import type { Page } from '../../model/page.js';
import type { SimplifiedTrack } from '../../model/simplified-track.js';
import { albumArtists, albumPopularity, releaseDate, upc } from './album.facts.js';
import { simplifiedAlbum } from './albums.js';
import { artistName } from './artists.js';
import { tracksOfAlbum } from './census.js';
import { genresOf } from './genres.js';
import { idOf, SEEDS } from './ids.js';
import { inventedWord } from './invented-word.js';
import { firstSlice, page, type Slice } from './page.js';
import { draw } from './random.js';
import { simplifiedTrack } from './tracks.js';
import type { View } from './view.js';

/** An album carries its first tracks. */
export function album(view: View, n: number): Album {
  const [owner = 0] = albumArtists(n);
  const label = `${inventedWord(draw(SEEDS.album, n >>> 6, 7))} Records`;
  const year = releaseDate(n).release_date.slice(0, 4);
  return {
    ...simplifiedAlbum(view, n),
    tracks: albumTracks(view, n, firstSlice(view, 50)),
    copyrights: [
      { text: `© ${year} ${label}`, type: 'C' },
      { text: `℗ ${year} ${artistName(owner)}`, type: 'P' },
    ],
    external_ids: { upc: upc(n) },
    ...(view.extended && { genres: [...genresOf(owner)], label, popularity: albumPopularity(n) }),
  };
}

export function albumTracks(view: View, n: number, slice: Slice): Page<SimplifiedTrack> {
  const first = tracksOfAlbum.start(n);
  const path = `/albums/${idOf('album', n)}/tracks`;
  return page(view, path, tracksOfAlbum.size(n), slice, (index) =>
    simplifiedTrack(view, first + index),
  );
}

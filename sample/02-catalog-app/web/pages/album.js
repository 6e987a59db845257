import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { minutes, plural } from '../format.js';
import { growingList } from '../growing-list.js';
import { hero } from '../hero.js';
import { byline, trackLine } from '../items.js';

export async function albumPage(id, signal) {
  const { body: album, calls } = await get(`albums/${encodeURIComponent(id)}`, { signal });
  return {
    title: album.name,
    nodes: [
      hero({
        kind: album.album_type === 'single' ? 'Single' : 'Album',
        item: album,
        facts: albumFacts(album),
        line: callLine(`catalog.albums.get('${album.id}')`, calls),
      }),
      growingList({
        title: 'Tracks',
        list: 'ol',
        className: 'tracks',
        page: album.tracks,
        line: (track) => trackLine(track, String(track.track_number)),
        load: (offset) => get(`albums/${album.id}/tracks`, { offset }),
      }),
    ],
  };
}

/** Who made it, when, and how long it is, where the first page of tracks is all of them. */
export function albumFacts({ artists, release_date: date, total_tracks: total, tracks }) {
  const length = tracks.items.reduce((sum, { duration_ms: ms }) => sum + ms, 0);
  const size = tracks.next ? '' : `, ${minutes(length)}`;
  return [...byline(artists), ` · ${date.slice(0, 4)} · ${plural(total, 'track')}${size}`];
}

import { byline, el, picture, spotifyLink, trackList } from './el.js';
import { get } from './get.js';

export async function albumPage(id) {
  const [album, tracks] = await Promise.all([get(`albums/${id}`), get(`albums/${id}/tracks`)]);
  const facts = `${album.release_date} · ${album.total_tracks} tracks`;
  return [
    el(
      'div',
      { class: 'top' },
      picture(album, 'cover'),
      el(
        'div',
        el('h1', album.name),
        el('p', ...byline(album.artists)),
        el('p', { class: 'faint' }, facts),
        spotifyLink(album),
      ),
    ),
    trackList(tracks, ({ track_number }) => String(track_number)),
  ];
}

import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { count } from '../format.js';
import { growingList } from '../growing-list.js';
import { hero } from '../hero.js';
import { card, trackLine } from '../items.js';

export async function artistPage(argument, signal) {
  const path = `artists/${encodeURIComponent(argument)}`;
  const [{ body: artist, calls }, albums, top] = await Promise.all([
    get(path, { signal }),
    get(`${path}/albums`, { signal }),
    get(`${path}/top-tracks`, { signal }),
  ]);
  return {
    title: artist.name,
    nodes: [
      hero({
        kind: 'Artist',
        item: artist,
        facts: [artistFacts(artist)],
        line: callLine(`catalog.artists.get('${artist.id}')`, calls),
      }),
      el(
        'section',
        el('h2', 'Popular tracks'),
        el(
          'ol',
          { class: 'tracks' },
          ...top.body.slice(0, 5).map((track, index) => trackLine(track, String(index + 1))),
        ),
      ),
      growingList({
        title: 'Albums and singles',
        className: 'shelf',
        page: albums.body,
        line: (album) => card('album', album, album.release_date.slice(0, 4)),
        load: (offset) => get(`artists/${artist.id}/albums`, { offset }),
      }),
    ],
  };
}

/** Development mode leaves out both. */
function artistFacts({ genres = [], followers }) {
  const followed = followers ? [`${count(followers.total)} followers`] : [];
  return [...genres.slice(0, 3), ...followed].join(' · ');
}

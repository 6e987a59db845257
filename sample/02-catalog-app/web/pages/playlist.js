import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { plural } from '../format.js';
import { growingList } from '../growing-list.js';
import { hero } from '../hero.js';
import { trackLine } from '../items.js';

export async function playlistPage(id, signal) {
  const { body: playlist, calls } = await get(`playlists/${encodeURIComponent(id)}`, { signal });
  const owner = playlist.owner.display_name ?? playlist.owner.id;
  const total = playlist.items ? [plural(playlist.items.total, 'track')] : [];
  return {
    title: playlist.name,
    nodes: [
      hero({
        kind: 'Playlist',
        item: playlist,
        facts: [[owner, ...total].join(' · ')],
        line: callLine(`catalog.playlists.get('${playlist.id}')`, calls),
      }),
      playlist.items ? entries(playlist) : withoutEntries(),
    ],
  };
}

function entries({ id, items }) {
  return growingList({
    title: 'Tracks',
    list: 'ol',
    className: 'tracks',
    page: items,
    line: (entry, index) => entryLine(entry, String(index + 1)),
    load: (offset) => get(`playlists/${id}/items`, { offset }),
  });
}

/** An entry's item is null when it is gone. */
function entryLine({ item }, front) {
  if (item) return trackLine(item, front);
  return el(
    'li',
    el('span', { class: 'n' }, front),
    el('span', { class: 'gone' }, 'No longer there'),
  );
}

function withoutEntries() {
  return el(
    'section',
    el('h2', 'Tracks'),
    el(
      'p',
      'In development mode Spotify shows an app no playlist’s content. Extended mode has it.',
    ),
  );
}

import { announce } from '../announce.js';
import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { count } from '../format.js';
import { growingList } from '../growing-list.js';
import { card, names, person, trackLine } from '../items.js';
import { showWords } from '../search-box.js';

/** The largest page that development mode gives. */
const PAGE = 10;

/** As code, what is searched for. */
const TYPES = `['album', 'artist', 'track', 'playlist', 'show']`;

const SECTIONS = [
  {
    name: 'albums',
    title: 'Albums',
    className: 'shelf',
    line: (album) => card('album', album, names(album.artists)),
  },
  {
    name: 'artists',
    title: 'Artists',
    className: 'people',
    line: (artist) => person('artist', artist, (artist.genres ?? []).join(', ')),
  },
  {
    name: 'tracks',
    title: 'Tracks',
    className: 'tracks',
    list: 'ol',
    line: (track, index) => trackLine(track, String(index + 1)),
  },
  {
    name: 'playlists',
    title: 'Playlists',
    className: 'shelf',
    line: (list) => card('playlist', list, list.owner.display_name ?? ''),
  },
  {
    name: 'shows',
    title: 'Podcasts',
    className: 'shelf',
    line: (show) => card('show', show, show.publisher),
  },
];

export async function searchPage(words, signal) {
  showWords(words);
  const { body: found, calls } = await get('search', { q: words, limit: PAGE, signal });
  const total = SECTIONS.reduce((sum, { name }) => sum + found[name].total, 0);
  announce(total === 0 ? 'Nothing found' : `${count(total)} found`);
  return {
    title: words,
    nodes: [
      el(
        'div',
        { class: 'found' },
        el('h1', total === 0 ? `Nothing found for “${words}”` : `Found for “${words}”`),
        callLine(`catalog.search.query(${quoted(words)}, ${TYPES})`, calls),
      ),
      ...SECTIONS.filter(({ name }) => found[name].items.some(Boolean)).map((section) =>
        growingList({
          ...section,
          page: found[section.name],
          load: (offset) => get(`search/${section.name}`, { q: words, offset, limit: PAGE }),
        }),
      ),
    ],
  };
}

function quoted(words) {
  return `'${words.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

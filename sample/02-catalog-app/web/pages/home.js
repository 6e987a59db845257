import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { growingList } from '../growing-list.js';
import { hero } from '../hero.js';
import { card, names, person, trackLine } from '../items.js';
import { currentMode } from '../mode.js';
import { albumFacts } from './album.js';

/** What the shelves are about, a word an hour. */
const WORDS = {
  artists: ['light', 'harbour'],
  playlists: ['night', 'train'],
  shows: ['river', 'garden', 'night'],
};
const SHELF = 6;

export async function homePage(_, signal) {
  const hour = Math.floor(Date.now() / 3_600_000);
  const [releases, artists, playlists, shows] = await Promise.all([
    get('new-releases', { limit: SHELF, signal }),
    ...Object.entries(WORDS).map(([list, words]) => find(list, words[hour % words.length], signal)),
  ]);
  const album = await get(`albums/${pick(releases.body.items, hour).id}`, { signal });
  return {
    title: 'Catalogue',
    nodes: [
      albumOfTheHour(album),
      growingList({
        title: 'New releases',
        className: 'shelf',
        page: releases.body,
        line: (item) => card('album', item, names(item.artists)),
        load: (offset) => get('new-releases', { offset, limit: SHELF }),
        code: callLine(newReleasesCode(), releases.calls),
      }),
      el('div', { class: 'two' }, firstTracks(album.body), moreArtists(artists)),
      shelf('Playlists', playlists, (item) => card('playlist', item, ownerOf(item))),
      shelf('Podcasts', shows, (item) => card('show', item, item.publisher)),
    ],
  };
}

/** A search for one type of item, and how it goes on. */
async function find(list, word, signal) {
  const load = (offset, options) =>
    get(`search/${list}`, { q: word, offset, limit: SHELF, ...options });
  const { body: page, calls } = await load(0, { signal });
  const code = callLine(`catalog.search.${list}('${word}', { limit: ${SHELF} })`, calls);
  return { word, page, load, code };
}

/** One for the hour, of those that are more than a single. */
function pick(albums, hour) {
  const long = albums.filter(({ total_tracks: total }) => total > SHELF);
  const choice = long.length > 0 ? long : albums;
  return choice[hour % choice.length];
}

function albumOfTheHour({ body: album, calls }) {
  return hero({
    kind: 'Album of the hour',
    item: album,
    facts: albumFacts(album),
    line: callLine(`catalog.albums.get('${album.id}')`, calls),
  });
}

function firstTracks({ id, tracks }) {
  const lines = tracks.items
    .slice(0, SHELF)
    .map((track) => trackLine(track, String(track.track_number)));
  return el(
    'section',
    el('h2', 'Tracks', el('a', { href: `#album/${id}` }, 'The whole album')),
    el('ol', { class: 'tracks' }, ...lines),
  );
}

function moreArtists({ word, page }) {
  const people = page.items
    .slice(0, 5)
    .map((item) => person('artist', item, item.genres?.slice(0, 2).join(', ') || 'Artist'));
  const all = el('a', { href: `#search/${word}` }, `All about “${word}”`);
  return el('section', el('h2', 'More artists', all), el('ul', { class: 'people' }, ...people));
}

function shelf(title, { page, load, code }, line) {
  return growingList({ title, className: 'shelf', page, line, load, code });
}

function ownerOf({ owner }) {
  return owner.display_name ?? owner.id;
}

/** What the app's API does: development mode lacks the endpoint. */
function newReleasesCode() {
  return currentMode() === 'extended'
    ? `catalog.browse.newReleases({ limit: ${SHELF} })`
    : `catalog.search.albums(searchQuery({ tag: 'new' }), { limit: ${SHELF} })`;
}

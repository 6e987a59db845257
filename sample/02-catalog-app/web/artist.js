import { el, grid, picture, spotifyLink } from './el.js';
import { get } from './get.js';

export async function artistPage(id) {
  const [artist, albums] = await Promise.all([get(`artists/${id}`), get(`artists/${id}/albums`)]);
  return [
    el(
      'div',
      { class: 'top' },
      picture(artist, 'cover'),
      el('div', el('h1', artist.name), spotifyLink(artist)),
    ),
    el('h2', 'Albums and singles'),
    grid('album', albums, ({ release_date }) => release_date.slice(0, 4)),
  ];
}

import { el, grid, trackList } from './el.js';
import { get } from './get.js';

export async function searchPage(words) {
  const { albums, artists, tracks } = await get(`search?q=${encodeURIComponent(words)}`);
  const found = albums.items.length + artists.items.length + tracks.items.length;
  if (found === 0) return [el('h1', `Nothing found for “${words}”`)];
  return [
    el('h1', `Found for “${words}”`),
    ...section('Albums', albums, () =>
      grid('album', albums.items, (album) => album.artists.map(({ name }) => name).join(', ')),
    ),
    ...section('Artists', artists, () => grid('artist', artists.items, () => '')),
    ...section('Tracks', tracks, () => trackList(tracks.items, () => '')),
  ];
}

function section(title, page, content) {
  return page.items.length > 0 ? [el('h2', title), content()] : [];
}

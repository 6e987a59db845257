import { el } from './el.js';
import { clock } from './format.js';
import { source } from './source.js';

export function link(type, { id, name }, ...content) {
  const children = content.length > 0 ? content : [name];
  return id ? el('a', { href: `#${type}/${id}` }, ...children) : el('span', ...children);
}

/** Links to artists, with commas between them. */
export function byline(artists) {
  return artists.flatMap((artist, index) => [index ? ', ' : '', link('artist', artist)]);
}

export function names(artists) {
  return artists.map(({ name }) => name).join(', ');
}

/** The picture of an item, in the size nearest above the one it is shown in. */
export function picture({ images }, size) {
  const fitting = images?.findLast(({ width }) => width === null || width >= size);
  const image = fitting ?? images?.[0];
  if (!image) return el('span', { class: 'no-picture' });
  const src = source.isFake ? new URL(image.url).pathname.slice(1) : image.url;
  return el('img', { src, alt: '', width: size, height: size, loading: 'lazy', decoding: 'async' });
}

/** A card that is a link as a whole. */
export function card(type, item, note) {
  return el(
    'li',
    link(type, item, picture(item, 300), el('strong', item.name), el('span', note ?? '')),
  );
}

/** The same on one line. */
export function person(type, item, note) {
  return el(
    'li',
    link(type, item, picture(item, 64), el('span', el('strong', item.name), el('small', note))),
  );
}

/** A line of a list of tracks. */
export function trackLine(track, front) {
  const artists = track.artists?.length > 0 ? el('small', ...byline(track.artists)) : undefined;
  return el(
    'li',
    el('span', { class: 'n' }, front),
    el('span', { class: 'name' }, link('track', track), artists),
    el('time', clock(track.duration_ms)),
  );
}

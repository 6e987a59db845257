/** An element with attributes (where given) and children; text is only ever text. */
export function el(name, ...content) {
  const element = document.createElement(name);
  const [attributes] = content;
  if (attributes?.constructor === Object) {
    for (const [key, value] of Object.entries(content.shift())) element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

export function link(type, { id, name }) {
  return el('a', { href: `#${type}/${id}` }, name);
}

/** Spotify's terms ask for a link back to each item. */
export function spotifyLink({ external_urls }) {
  return el('p', el('a', { href: external_urls.spotify }, 'Open in Spotify'));
}

/** Links to artists, with commas between them. */
export function byline(artists) {
  return artists.flatMap((artist, index) => [index ? ', ' : '', link('artist', artist)]);
}

export function picture({ images = [], name }, className = '') {
  const image = images[Math.min(1, images.length - 1)];
  return image
    ? el('img', { src: image.url, alt: `Picture of ${name}`, class: className, loading: 'lazy' })
    : el('span', { class: className });
}

export function grid(type, items, note) {
  const cards = items.map((item) =>
    el('li', picture(item), el('div', link(type, item)), el('div', { class: 'faint' }, note(item))),
  );
  return el('ul', { class: 'grid' }, ...cards);
}

/** Tracks as a list: what stands in front of each name, who plays it, how long it is. */
export function trackList(tracks, front) {
  const lines = tracks.map((track) =>
    el(
      'li',
      el('span', { class: 'number faint' }, front(track)),
      el('span', { class: 'name' }, nameOf(track), ' ', el('small', ...byline(track.artists))),
      el('time', minutes(track.duration_ms)),
    ),
  );
  return el('ol', { class: 'tracks' }, ...lines);
}

/** A track that names its album leads there. */
function nameOf({ name, album }) {
  return album ? link('album', { id: album.id, name }) : name;
}

function minutes(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

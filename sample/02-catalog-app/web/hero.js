import { el } from './el.js';
import { picture } from './items.js';
import { spotifyLink } from './source.js';

/** The head of a page: the item's picture, name and facts, and the line of code that brought it. */
export function hero({ kind, item, pictured = item, facts, line, heading = 'h1' }) {
  const image = picture(pictured, 300);
  const section = el(
    'section',
    { class: 'hero' },
    image,
    el(
      'div',
      el('p', { class: 'kind' }, kind),
      el(heading, { class: 'title' }, item.name),
      el('p', { class: 'by' }, ...facts),
      spotifyLink(item),
      line,
    ),
  );
  image.addEventListener('load', () => tint(section, image));
  return section;
}

/** Gives the hero the colour of its cover. */
function tint(section, image) {
  const context = Object.assign(document.createElement('canvas'), {
    width: 1,
    height: 1,
  }).getContext('2d');
  try {
    context.drawImage(image, 0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    section.style.setProperty('--tint', `rgb(${red} ${green} ${blue})`);
  } catch {
    // A cover of another origin cannot be read: the hero keeps its own colour.
  }
}

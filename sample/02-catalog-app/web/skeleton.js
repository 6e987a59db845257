import { el } from './el.js';

const bone = (className) => el('span', { class: `bone ${className}` });

/** The shape of a page that is still to come. */
export function skeleton() {
  const cards = Array.from({ length: 6 }, () => el('li', bone('square'), bone('text')));
  return [
    el('div', { class: 'hero waiting', 'aria-hidden': 'true' }, bone('square'), bone('title')),
    el('ul', { class: 'shelf', 'aria-hidden': 'true' }, ...cards),
    el('p', { class: 'unseen' }, 'Loading'),
  ];
}

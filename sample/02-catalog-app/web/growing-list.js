import { el } from './el.js';
import { count } from './format.js';
import { announce } from './announce.js';

/**
 * A section with a list that grows page by page: a heading, how many items there are, and a button for more.
 *
 * @param page the first page, as the app's API gives it
 * @param line makes an item's `<li>`; it gets the item and its place in the whole list
 * @param load gives the page that begins at an offset
 * @param code the line of code behind it
 */
export function growingList({ title, className, page, line, load, code, list = 'ul' }) {
  const items = el(list, { class: className });
  const more = el('button', { type: 'button', class: 'more' });
  const note = el('span', { class: 'total' }, count(page.total));
  const foot = el('div', { class: 'foot' }, more, code);
  const section = el('section', el('h2', title, note), items, foot);
  let offset = page.offset;

  append(page);
  more.addEventListener('click', () => void loadMore());
  return section;

  function append({ items: added, next }) {
    // A page may hold null for what is gone.
    const lines = added.flatMap((item, index) => (item ? [line(item, offset + index)] : []));
    offset += added.length;
    items.append(...lines);
    more.hidden = !next || added.length === 0;
    more.textContent = `More, ${count(Math.max(page.total - offset, 0))} left`;
    return lines;
  }

  async function loadMore() {
    more.disabled = true;
    try {
      const [first] = append((await load(offset)).body);
      first?.querySelector('a')?.focus();
      announce(`${count(offset)} of ${count(page.total)} shown`);
    } catch (error) {
      more.textContent = `${error.message}. Try again`;
    } finally {
      more.disabled = false;
    }
  }
}

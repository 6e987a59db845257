import { albumPage } from './album.js';
import { artistPage } from './artist.js';
import { el } from './el.js';
import { searchPage } from './search.js';

const PAGES = { search: searchPage, album: albumPage, artist: artistPage };

const main = document.querySelector('main');
const form = document.querySelector('form');
let shown = 0;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  location.hash = `search/${encodeURIComponent(form.q.value)}`;
});
addEventListener('hashchange', () => void show());
await show();

/** The address's fragment says what is shown (`#album/ID`), so that back and forward work. */
async function show() {
  const [page, argument = ''] = location.hash.slice(1).split('/', 2);
  const turn = ++shown;
  main.setAttribute('aria-busy', 'true');
  const content = await contentOf(page, decodeURIComponent(argument));
  if (turn !== shown) return;
  main.replaceChildren(...content);
  main.removeAttribute('aria-busy');
  document.title = main.querySelector('h1')?.textContent ?? 'Catalogue';
  if (page) main.focus({ preventScroll: true });
}

async function contentOf(page, argument) {
  if (!page) return [el('p', 'Search for a word, such as “light”.')];
  if (page === 'search') form.q.value = argument;
  main.replaceChildren(el('p', { class: 'faint' }, 'Loading…'));
  try {
    return await PAGES[page](argument);
  } catch (error) {
    return [el('h1', 'That did not work'), el('p', { role: 'alert' }, error.message)];
  }
}

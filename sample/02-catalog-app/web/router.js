import { skeleton } from './skeleton.js';
import { trouble } from './trouble.js';

/** Faster responses show no skeleton before them. */
const SKELETON_AFTER_MS = 150;
/** How many views are kept for "back". */
const MAX_KEPT_VIEWS = 30;

/** Views as they were left, by the key of their entry in the history: `{ title, nodes, y }`. */
const kept = new Map();
const main = document.querySelector('main');

let pages = new Map();
let current = '';
let loading = new AbortController();

/** Shows what the address's fragment says (`#album/ID`), now and whenever it changes. */
export async function startRouter(allPages) {
  pages = allPages;
  history.scrollRestoration = 'manual';
  addEventListener('hashchange', () => void show());
  addEventListener('popstate', () => void show());
  addEventListener('pagehide', () => history.replaceState({ ...history.state, y: scrollY }, ''));
  await show();
}

/** Goes to a page without taking the focus from where it is; in the place of the page before, no skeleton flickers. */
export async function go(hash, { replace }) {
  keep();
  history[replace ? 'replaceState' : 'pushState'](replace ? history.state : null, '', hash);
  if (replace) kept.delete(current);
  current = '';
  await show({ focus: false, withSkeleton: !replace });
}

/** Loads the view anew, and every other one when it is next shown. */
export async function reload() {
  kept.clear();
  current = '';
  await show({ focus: false });
}

async function show({ focus = true, withSkeleton = true } = {}) {
  const key = history.state?.key;
  if (key !== undefined && key === current) return; // popstate and hashchange come both
  const isFirst = current === '' && kept.size === 0;
  keep();
  current = key ?? newKey();
  const view = kept.get(current);
  loading.abort();
  if (view) place(view);
  else if (!(await load(withSkeleton))) return;
  if (focus && !isFirst) main.focus({ preventScroll: true });
}

/** Keeps the view that is left, with its scroll position, so that "back" finds it as it was. */
function keep() {
  if (!current || main.hasAttribute('aria-busy')) return;
  kept.set(current, { title: document.title, nodes: [...main.childNodes], y: scrollY });
  if (kept.size > MAX_KEPT_VIEWS) kept.delete(kept.keys().next().value);
}

function newKey() {
  const key = `${Date.now()}-${performance.now()}`;
  history.replaceState({ ...history.state, key }, '');
  return key;
}

/** Whether the view has come to be shown: someone may have gone on to another meanwhile. */
async function load(withSkeleton) {
  loading = new AbortController();
  const { signal } = loading;
  const { y = 0 } = history.state;
  main.setAttribute('aria-busy', 'true');
  const timer = withSkeleton && setTimeout(showSkeleton, SKELETON_AFTER_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  const view = await viewOf(...readHash(), signal).catch((error) => ({
    title: 'Catalogue',
    nodes: trouble(error, () => void reload()),
  }));
  if (signal.aborted) return false;
  clearTimeout(timer);
  place({ y, ...view });
  return true;
}

function showSkeleton() {
  main.replaceChildren(...skeleton());
  scrollTo(0, 0);
}

function place({ title, nodes, y }) {
  document.title = title;
  main.removeAttribute('aria-busy');
  main.replaceChildren(...nodes);
  scrollTo(0, y);
}

async function viewOf(page, argument, signal) {
  const make = pages.get(page);
  if (!make) throw Object.assign(new Error('The catalogue has no such page.'), { status: 404 });
  return make(argument, signal);
}

/** The page's name and its argument; a per cent sign that encodes nothing stands for itself. */
function readHash() {
  const [, page = '', argument = ''] = /^#?([^/]*)\/?(.*)$/s.exec(location.hash) ?? [];
  try {
    return [page, decodeURIComponent(argument)];
  } catch {
    return [page, argument];
  }
}

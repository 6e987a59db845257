const DEBOUNCE_MS = 250;

const form = document.querySelector('form[role=search]');
const input = form.elements.q;

/** Searches while one types, once there is a pause; Enter searches at once, and `/` leads to the field. */
export function startSearchBox(search) {
  let timer;
  const searchNow = () => {
    clearTimeout(timer);
    const words = input.value.trim();
    if (words) search(words);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(searchNow, DEBOUNCE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    searchNow();
  });
  addEventListener('keydown', (event) => {
    const inField = event.target.closest?.('input:not([type=range]), textarea, [contenteditable]');
    if (event.key !== '/' || inField || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.select();
    input.focus();
  });
}

/** Shows the words that the page is about, unless someone is typing others. */
export function showWords(words) {
  if (document.activeElement !== input) input.value = words;
}

export function isSearching() {
  return document.activeElement === input;
}

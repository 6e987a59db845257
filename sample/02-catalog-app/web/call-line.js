import { el } from './el.js';
import { duration } from './format.js';

const WORDS = {
  cached: 'from the cache',
  stale: 'stale copy',
  joined: 'joined another call',
  batched: 'in a batch',
  sent: 'from Spotify',
  failed: 'failed',
};

/** The line of code that made a view, how its call ended, and how long it took. */
export function callLine(code, calls) {
  const copy = el(
    'button',
    { type: 'button', class: 'copy', 'aria-label': 'Copy the code' },
    'Copy',
  );
  copy.addEventListener('click', () => void copyText(`await ${code}`, copy));
  return el(
    'p',
    { class: 'code' },
    el('code', el('b', 'await'), ' ', ...highlighted(code)),
    ...calls.slice(-1).map(outcomePill),
    copy,
  );
}

export function outcomePill({ outcome, ms }) {
  return el('span', { class: `pill ${outcome}` }, `${WORDS[outcome]}, ${duration(ms)}`);
}

/** Method names and strings in colours of their own. */
export function highlighted(code) {
  return code.split(/('[^']*'|\w+(?=\())/).map((part) => {
    if (part.startsWith("'")) return el('q', part);
    return /^\w+$/.test(part) ? el('em', part) : part;
  });
}

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select it'; // without a secure origin there is no clipboard
    getSelection()?.selectAllChildren(button.parentElement.querySelector('code'));
  }
  setTimeout(() => (button.textContent = 'Copy'), 2000);
}

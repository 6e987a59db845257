import { post } from '../api.js';
import { el } from '../el.js';

/** How many made-up visitors use the catalogue while someone looks. */
export function callersSlider() {
  const input = el('input', { type: 'range', min: 0, max: 100, name: 'callers' });
  const output = el('output');
  const node = el('label', { class: 'traffic' }, 'Callers ', input, output);
  input.addEventListener('input', () => say(input.value));
  input.addEventListener(
    'change',
    () => void post('inside/callers', { perSecond: input.value }).catch(() => {}),
  );
  return { node, show };

  function show({ callers }) {
    if (document.activeElement === input) return;
    input.value = callers;
    say(callers);
  }

  function say(perSecond) {
    output.textContent = `${perSecond}/s`;
    input.setAttribute('aria-valuetext', `${perSecond} calls a second`);
  }
}

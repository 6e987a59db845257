import { post } from '../api.js';
import { highlighted } from '../call-line.js';
import { el } from '../el.js';
import { source } from '../source.js';

const NO_FAULT = {
  number: 0,
  code: '// the line of code behind the button',
  said: 'Press one and watch.',
  isOver: false,
};

/** Buttons that make the fake misbehave, the line of code behind each, and what the module did. */
export function faultSection() {
  const buttons = source.faults.map(({ name, label, code }) => {
    const button = el('button', { type: 'button', 'data-fault': name }, label);
    button.addEventListener('click', () => void make(name, code));
    return button;
  });
  const latency = latencySlider((ms) => showCode(`fake.latency = ${ms}`));
  const code = el('code');
  const said = el('p', { class: 'said', role: 'status' });
  const node = el(
    'section',
    { class: 'faults' },
    el('h3', 'Make Spotify misbehave'),
    el('div', { class: 'buttons' }, ...buttons),
    latency.node,
    el('pre', { tabindex: '0', role: 'region', 'aria-label': 'The line of code' }, code),
    said,
  );
  let shown;
  return { node, show };

  async function make(name, line) {
    showCode(line);
    await post(`inside/faults/${name}`).catch((error) => (said.textContent = error.message));
  }

  function show({ mode, fault, latency: ms }) {
    latency.show(ms);
    for (const button of buttons) {
      button.classList.toggle(
        'on',
        fault !== undefined && !fault.isOver && button.dataset.fault === fault.name,
      );
    }
    const chapter = `${mode} ${fault?.number} ${fault?.isOver}`;
    if (chapter === shown) return; // a status that is written again is read out again
    shown = chapter;
    showStory(fault ?? NO_FAULT);
  }

  function showStory(fault) {
    showCode(fault.code);
    said.textContent = fault.said;
    said.classList.toggle('over', fault.isOver);
    said.dataset.number = fault.number;
  }

  function showCode(line) {
    code.replaceChildren(...highlighted(line));
  }
}

function latencySlider(onChange) {
  const input = el('input', { type: 'range', min: 0, max: 3000, step: 20, name: 'latency' });
  const output = el('output');
  input.addEventListener('input', () => say(input.value));
  input.addEventListener('change', () => {
    onChange(input.value);
    void post('inside/latency', { ms: input.value }).catch(() => {});
  });
  return { node: el('label', { class: 'latency' }, 'Latency ', input, output), show };

  function show(ms) {
    if (document.activeElement === input) return;
    input.value = ms;
    say(ms);
  }

  function say(ms) {
    output.textContent = `${ms} ms`;
    input.setAttribute('aria-valuetext', `${ms} ms`);
  }
}

import { el } from '../el.js';
import { currentMode, onModeChange } from '../mode.js';
import { source } from '../source.js';
import { callersSlider } from './callers.js';
import { callLog } from './call-log.js';
import { chart } from './chart.js';
import { faultSection } from './faults.js';
import { gauges } from './gauges.js';
import { tiles } from './tiles.js';

/**
 * What goes on behind the page, live. Each part is `{ node, show(state) }`: its elements are made once and then changed,
 * so that nobody loses the focus when an event comes.
 */
export function startPanel() {
  const callers = source.isFake ? callersSlider() : undefined;
  const parts = [tiles(), chart(), gauges(), ...(source.isFake ? [faultSection()] : []), callLog()];
  const trouble = el('p', { class: 'lost', role: 'status' });
  document
    .querySelector('#panel')
    .append(
      el('div', { class: 'head' }, el('h2', 'Behind the page'), callers?.node),
      trouble,
      ...parts.map(({ node }) => node),
    );
  if (callers) parts.push(callers);

  let events = listen();
  onModeChange(() => {
    events.close();
    events = listen();
  });

  function listen() {
    const stream = new EventSource(`inside/events?mode=${currentMode()}`);
    stream.addEventListener('message', ({ data }) => {
      const state = JSON.parse(data);
      trouble.textContent = '';
      for (const part of parts) part.show(state);
    });
    stream.addEventListener('error', () => {
      trouble.textContent = 'The app does not respond; trying again.';
    });
    return stream;
  }
}

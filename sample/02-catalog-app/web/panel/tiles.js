import { el } from '../el.js';
import { count, duration } from '../format.js';

/** The four numbers at the top. */
export function tiles() {
  const calls = tile('Calls a second', 'calls-per-second');
  const requests = tile('Reach Spotify', 'requests-per-second');
  const share = tile('From the cache', 'cached-share');
  const p95 = tile('95 % within', 'p95');
  const node = el(
    'dl',
    { class: 'tiles' },
    ...[calls, requests, share, p95].map((one) => one.node),
  );
  return { node, show };

  function show({ minute: { seconds, p95: within } }) {
    const last = seconds.at(-1);
    calls.set(count(callsOf(last)));
    requests.set(count(last.requests));
    const all = seconds.reduce((sum, second) => sum + callsOf(second), 0);
    const kept = seconds.reduce((sum, { cached, stale }) => sum + cached + stale, 0);
    share.set(...(all === 0 ? ['–'] : [String(Math.round((kept / all) * 100)), '%']));
    p95.set(...(within === undefined ? ['–'] : duration(within).split(' ')));
  }
}

export function callsOf({ cached, stale, joined, batched, sent, failed }) {
  return cached + stale + joined + batched + sent + failed;
}

function tile(name, id) {
  const value = el('span', { 'data-value': id }, '–');
  const unit = el('small');
  return { node: el('div', el('dt', name), el('dd', value, unit)), set };

  function set(text, of = '') {
    value.textContent = text;
    unit.textContent = of;
  }
}

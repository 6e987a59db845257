import { el, svg } from '../el.js';
import { duration } from '../format.js';

/** The last calls, newest first, each with a bar of what it spent its time on. */
export function callLog() {
  let isPaused = false;
  const list = el('ol');
  const pause = el('button', { type: 'button', class: 'pause', 'aria-pressed': 'false' }, 'Pause');
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', isPaused);
  });
  const node = el(
    'section',
    { class: 'log' },
    el('div', { class: 'head' }, el('h3', 'Calls'), pause),
    list,
  );
  return { node, show };

  function show({ calls }) {
    if (!isPaused) list.replaceChildren(...calls.map(line));
  }
}

function line(call) {
  const { path, outcome, duration: ms } = call;
  const note = noteOf(call);
  return el(
    'li',
    el('code', path),
    bar(call),
    el('span', { class: `pill ${outcome}` }, outcome),
    el('span', { class: 'ms' }, duration(ms)),
    note ? el('small', note) : undefined,
  );
}

/** What took the time: requests and pauses of its own; the rest it waited, for its turn or for someone else's request. */
function bar({ steps, outcome, duration: total }) {
  const picture = svg('svg', {
    class: 'bar',
    viewBox: '0 0 100 8',
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  const own = steps.filter(({ to }) => to !== undefined);
  const waiting = own.length > 0 ? 'held' : outcome;
  picture.append(part(waiting, 0, total, total));
  for (const { kind, from, to, result } of own) {
    const failed = kind === 'request' && Number(result) !== 304 && !(Number(result) < 300);
    picture.append(part(failed ? 'refused' : kind, from, to, total));
  }
  return picture;
}

/** A call of a millisecond is a dot, one of a second fills the bar: by the logarithm, so that both can be seen. */
function part(kind, from, to, total) {
  const length = Math.min(100, 4 + 32 * Math.log10(1 + total));
  const x = (from / total) * length;
  const width = Math.max(2, ((Math.min(to, total) - from) / total) * length);
  return svg('rect', {
    class: kind,
    x: Math.min(x, 98).toFixed(1),
    width: width.toFixed(1),
    height: 8,
    rx: 2,
  });
}

/** What happened, step by step, where it was not just one request. */
function noteOf({ steps, outcome }) {
  if (outcome === 'stale') return 'a cached copy, no longer fresh: Spotify fails or wants a pause';
  const words = [];
  let end = 0;
  for (const { kind, from, to = from, result } of steps) {
    if (from - end > 100) words.push(`waited ${duration(from - end)}`);
    words.push(wordsFor(kind, to - from, result));
    end = to;
  }
  if (outcome === 'failed' && steps.length === 0) return 'failed at once, nothing was sent';
  return words.join(', ') === '200' ? '' : words.join(', ');
}

function wordsFor(kind, ms, result) {
  if (kind === 'pause') return `paused ${duration(ms)}`;
  if (kind === 'grant') return result === '200' ? 'new token' : `no token (${result})`;
  return result === '304' ? '304: not changed' : result;
}

import { el, svg } from '../el.js';
import { count, plural } from '../format.js';
import { callsOf } from './tiles.js';

const WIDTH = 388;
const HEIGHT = 112;

/** From the bottom up; `of` counts a layer's calls in one second. */
const LAYERS = [
  { name: 'cached', label: 'cache', of: ({ cached, stale }) => cached + stale },
  { name: 'joined', label: 'joined', of: ({ joined }) => joined },
  { name: 'batched', label: 'batched', of: ({ batched }) => batched },
  { name: 'sent', label: 'sent', of: ({ sent }) => sent },
  { name: 'failed', label: 'failed', of: ({ failed }) => failed },
];

/** The calls of the last minute, second by second, stacked by how they ended. */
export function chart() {
  const bands = svg('g');
  const areas = LAYERS.map(({ name }) => svg('path', { class: name }));
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': 'Calls of the last minute' },
    bands,
    ...areas,
  );
  const totals = el('span');
  const scale = el('span');
  const keys = [...LAYERS, { name: 'limited', label: 'rate limited' }].map(({ name, label }) =>
    el('span', { class: `k ${name}` }, label),
  );
  const caption = el('figcaption', ...keys);
  const numbers = el('p', { class: 'totals' }, totals, scale);
  return { node: el('figure', picture, caption, numbers), show };

  function show({ minute: { seconds, pauses }, totals: all }) {
    const heights = seconds.map(callsOf);
    const top = topOf(heights);
    let floor = seconds.map(() => 0);
    LAYERS.forEach(({ of }, index) => {
      const ceiling = seconds.map((second, at) => floor[at] + of(second));
      areas[index].setAttribute('d', area(floor, ceiling, top));
      floor = ceiling;
    });
    bands.replaceChildren(...pauses.flatMap(band));
    scale.textContent = `last minute, up to ${count(Math.max(...heights))}/s`;
    picture.setAttribute('aria-label', inWords(seconds, pauses));
    totals.textContent = `${plural(callsOf(all), 'call')} so far, ${plural(all.requests, 'request')} to Spotify`;
  }
}

/** What the chart's top edge stands for: three seconds may stick out, so that a flood does not flatten the rest. */
function topOf(heights) {
  return Math.max(10, 1.15 * heights.toSorted((a, b) => a - b).at(-4));
}

/** A closed path between two lines. */
function area(floor, ceiling, top) {
  const x = (index) => ((index / (ceiling.length - 1)) * WIDTH).toFixed(1);
  const y = (value) => (HEIGHT * (1 - value / top)).toFixed(1);
  const above = ceiling.map((value, index) => `${x(index)},${y(value)}`);
  const below = floor.map((value, index) => `${x(index)},${y(value)}`).toReversed();
  return `M${[...above, ...below].join('L')}Z`;
}

function band({ from, to, isOver }) {
  const x = (seconds) => (seconds / 60) * WIDTH;
  const width = Math.max(x(to) - x(from), 2);
  const text = svg(
    'text',
    { class: 'mark', x: Math.min(x(from) + 3, WIDTH - 48), y: 11 },
    isOver ? '429' : '429, now',
  );
  return [svg('rect', { class: 'limited', x: x(from), width, height: HEIGHT }), text];
}

function inWords(seconds, pauses) {
  const parts = LAYERS.map(({ label, of }) => [
    seconds.reduce((sum, second) => sum + of(second), 0),
    label,
  ])
    .filter(([sum]) => sum > 0)
    .map(([sum, label]) => `${count(sum)} ${label}`);
  const limited = pauses.length > 0 ? `; rate limited ${plural(pauses.length, 'time')}` : '';
  return `Calls of the last minute: ${parts.join(', ') || 'none'}${limited}`;
}

import { el, svg } from '../el.js';
import { clock, count, plural } from '../format.js';

const MIB = 2 ** 20;
const MAX_CACHE_BYTES = 32 * MIB;
const TOKEN_LIFE_MS = 3_600_000;

const REFUSED = { credentials: 'Credentials refused', premium: 'Owner has no Premium' };

/** Rings: what may be sent, the token, the circuit, the cache; and the buckets that are closed. */
export function gauges() {
  const gate = gauge('gate');
  const token = gauge('token');
  const circuit = gauge('circuit');
  const cache = gauge('cache');
  const buckets = el('li', { class: 'buckets', hidden: '' });
  const node = el(
    'ul',
    { class: 'state' },
    gate.node,
    token.node,
    circuit.node,
    cache.node,
    buckets,
  );
  return { node, show };

  function show({ now, status, totals }) {
    const until = (date) => Math.max(0, new Date(date) - new Date(now));
    showGate(status.limits, until);
    showToken(status, until, totals);
    showCircuit(status.circuits, until, totals);
    const { entries, bytes, hits, misses } = status.cache;
    cache.set({
      share: bytes / MAX_CACHE_BYTES,
      title: `Cache ${(bytes / MIB).toFixed(1)}/32 MiB`,
      text: `${count(entries)} kept, ${percent(hits, hits + misses)} found`,
    });
    showBuckets(status.limits.buckets, until);
  }

  function showGate({ closedUntil, waiting, inFlight }, until) {
    const left = closedUntil ? until(closedUntil) : 0;
    gate.set({
      share: left > 0 ? left / 5000 : 1,
      warn: left > 0,
      title: left > 0 ? `Gate shut, ${(left / 1000).toFixed(1)} s` : 'Gate open',
      text: `${count(waiting)} in line, ${count(inFlight)} in flight`,
    });
  }

  function showToken({ token: { expiresAt, grants }, refused }, until, totals) {
    const left = expiresAt ? until(expiresAt) : 0;
    token.set({
      share: left / TOKEN_LIFE_MS,
      warn: refused !== undefined || (left === 0 && grants > 0),
      title: REFUSED[refused] ?? (left > 0 ? `Token lives ${clock(left)}` : 'No token'),
      text: `${plural(grants, 'grant')}, ${plural(totals.requests, 'request')}`,
    });
  }

  function showCircuit([first, ...others], until, { retries }) {
    circuit.set({
      share: first ? 0.25 : 1,
      warn: first !== undefined,
      title: first ? `Circuit ${first.state}` : 'Circuit closed',
      text: first
        ? `${first.bucket ?? first.scope}${others.length > 0 ? ` and ${others.length} more` : ''}, tried in ${clock(until(first.retryAt))}`
        : retries === 1
          ? '1 retry'
          : `${count(retries)} retries`,
    });
  }

  function showBuckets(closed, until) {
    buckets.hidden = closed.length === 0;
    buckets.replaceChildren(
      el('strong', 'Closed buckets'),
      ...closed.map(({ bucket, reason, closedUntil }) =>
        el('span', el('code', bucket), ` ${reason}, opens in ${clock(until(closedUntil))}`),
      ),
    );
  }
}

function gauge(name) {
  const value = svg('circle', { cx: 18, cy: 18, r: 15, class: 'v', pathLength: 100 });
  const ring = svg(
    'svg',
    { viewBox: '0 0 36 36', 'aria-hidden': 'true' },
    svg('circle', { cx: 18, cy: 18, r: 15 }),
    value,
  );
  const title = el('strong');
  const text = el('span');
  const node = el('li', { 'data-gauge': name }, ring, el('div', title, text));
  return { node, set };

  function set({ share, warn = false, ...words }) {
    value.setAttribute('stroke-dasharray', `${Math.min(100, share * 100).toFixed(1)} 100`);
    node.classList.toggle('warn', warn);
    title.textContent = words.title;
    text.textContent = words.text;
  }
}

function percent(part, whole) {
  return `${Math.round((part / (whole || 1)) * 100)} %`;
}

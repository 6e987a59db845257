import { currentMode } from './mode.js';

/** Why the app's API gave nothing, in words for people. */
export class ApiError extends Error {
  /** @param retryAfter seconds */
  constructor(message, { status = 0, retryAfter } = {}) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Gets something from the app's API, in the quota mode chosen: `{ body, calls }`, where `calls` are the calls of the
 * library that it took.
 */
export async function get(path, { signal, ...parameters } = {}) {
  return send(path, parameters, { signal });
}

/** Tells the app's API to do something. */
export async function post(path, parameters = {}) {
  return send(path, parameters, { method: 'POST' });
}

async function send(path, parameters, request) {
  const query = new URLSearchParams({ ...parameters, mode: currentMode() });
  const response = await fetch(`${path}?${query}`, request).catch((error) => {
    if (request.signal?.aborted) throw error;
    throw new ApiError('The app does not respond. Is it still running?');
  });
  const body = await response.json().catch((error) => {
    if (request.signal?.aborted) throw error;
    return {};
  });
  if (response.ok) return { body, calls: callsOf(response) };
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  const message = body.message ?? `The app answered with status ${response.status}`;
  throw new ApiError(message, { status: response.status, retryAfter });
}

/** The app says in `Server-Timing` which calls it made: `albums.get;desc="cached";dur=0.3`. */
function callsOf(response) {
  const header = response.headers.get('Server-Timing') ?? '';
  return [...header.matchAll(/([\w.]+);desc="(\w+)";dur=([\d.]+)/g)].map(
    ([, name, outcome, ms]) => ({ name, outcome, ms: Number(ms) }),
  );
}

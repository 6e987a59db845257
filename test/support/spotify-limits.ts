import { type Responder, sendJson } from './scripted-server.js';

/** What arrived, oldest first. */
export interface Arrival {
  readonly at: number;
  /** When the process sent it, of `Date.now()`: a busy server may read it much later. */
  readonly sentAt: number;
  readonly path: string;
  readonly status: number;
}

/** A responder that keeps to limits, and what it has seen. */
export interface LimitedResponder {
  readonly respond: Responder;
  readonly arrivals: Arrival[];
}

/** At most `perSecond` requests in any second; the others get 429 with `Retry-After`, in seconds. */
export function limitedTo(perSecond: number, retryAfter: number): LimitedResponder {
  const arrivals: Arrival[] = [];
  const accepted: number[] = [];
  return {
    arrivals,
    respond: ({ target, headers }, response) => {
      const at = performance.now();
      while (accepted[0] !== undefined && accepted[0] <= at - 1000) accepted.shift();
      const status = accepted.length < perSecond ? 200 : 429;
      const sentAt = Number(headers['x-sent-at']);
      arrivals.push({ at, sentAt, path: target.pathname, status });
      if (status === 200) accepted.push(at);
      const retry = status === 429 ? { 'retry-after': `${retryAfter}` } : {};
      const body =
        status === 200 ? { ok: true } : { error: { status, message: 'API rate limit exceeded' } };
      sendJson(response, body, status, retry);
    },
  };
}

/** Writes a number that a report quotes. */
export function measured(what: string, value: unknown): void {
  process.stdout.write(`measured: ${what}: ${JSON.stringify(value)}\n`);
}

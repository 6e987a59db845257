import { setMaxListeners } from 'node:events';

/** Turns off Node's listener-leak warning for this signal: many concurrent calls legitimately listen to it. */
export function allowManyListeners<T extends AbortSignal | undefined>(signal: T): T {
  if (signal) setMaxListeners(Infinity, signal);
  return signal;
}

const deadlines = new WeakMap<AbortSignal, number>();

/** Notes when the signal will abort, on the clock of `performance.now()`, for those who would wait longer. */
export function setDeadline(signal: AbortSignal, deadline: number): void {
  deadlines.set(signal, deadline);
}

/** When the signal will abort; Infinity where that is not known. */
export function deadlineOf(signal: AbortSignal | undefined): number {
  return (signal && deadlines.get(signal)) ?? Infinity;
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it aborts; the work itself goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      work.catch(() => {}); // nobody waits for it
      return abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Resolves after `ms`; rejects with a signal's reason as soon as one of them aborts. */
export function delay(ms: number, ...signals: (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const end = (settle: () => void) => {
      clearTimeout(timer);
      listening.abort();
      settle();
    };
    const timer = setTimeout(() => end(resolve), ms);
    for (const signal of signals) {
      const abort = () => end(() => reject(signal?.reason));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { signal: listening.signal });
    }
  });
}

/** Settles as `work` does, or rejects when it takes longer than `ms` or the signal aborts; the work itself goes on. */
export function withTimeout<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
  const done = new AbortController();
  const late = delay(ms, signal, done.signal).then(() => {
    throw new Error(`took longer than ${ms} ms`);
  });
  return Promise.race([work, late]).finally(() => done.abort());
}

/**
 * Aborts when every signal has aborted, for work that serves several callers. Returns `undefined` if any caller has no
 * signal. Listeners are removed when `done` aborts: a caller's signal may live as long as the process.
 */
export function allAborted(
  signals: readonly (AbortSignal | undefined)[],
  done: AbortSignal,
): AbortSignal | undefined {
  const controller = new AbortController();
  const waiting = new Set<AbortSignal>();
  for (const signal of signals) {
    if (!signal) return undefined;
    waiting.add(signal);
  }
  for (const signal of waiting) {
    const leave = () => {
      waiting.delete(signal);
      if (waiting.size === 0) controller.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { signal: done });
  }
  return controller.signal;
}

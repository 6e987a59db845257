import { setMaxListeners } from 'node:events';

/** Lets any number of calls listen to one signal, which is no leak, though Node would warn of it from eleven on. */
export function forManyCalls<T extends AbortSignal | undefined>(signal: T): T {
  if (signal) setMaxListeners(Infinity, signal);
  return signal;
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it aborts; the work itself goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      work.catch(() => {}); // nobody is left to hear of it
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
export function within<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
  const over = new AbortController();
  const late = delay(ms, signal, over.signal).then(() => {
    throw new Error(`no answer within ${ms} ms`);
  });
  return Promise.race([work, late]).finally(() => over.abort());
}

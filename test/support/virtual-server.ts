import { jest } from '@jest/globals';
import { AxiosError, AxiosHeaders, type AxiosAdapter } from 'axios';

/** A response: a status (200 by default), and for a 429 what goes with it. */
export interface VirtualReply {
  readonly status?: number;
  readonly retryAfter?: number | undefined;
  /** The error body's `reason`. */
  readonly reason?: string;
}

/** Responds at once, or when the promise resolves; one that never does hangs. `path` is under `apiUrl`. */
export type VirtualResponder = (path: string) => VirtualReply | Promise<VirtualReply>;

export interface Arrival {
  /** In ms since the server began. */
  readonly at: number;
  readonly path: string;
  status: number;
}

const never = () => new Promise<never>(() => {});

/**
 * A Spotify in virtual time, for tests of hours and days: without sockets, under jest's fake timers. Grants tokens for a
 * day.
 *
 * @example
 * const server = new VirtualServer((path) => (path === '/search' ? { status: 429, retryAfter: 5 } : {}));
 * const { http } = await client(server);
 * const call = http.get('/search');
 * await pass(5000);
 */
export class VirtualServer {
  readonly apiUrl = 'http://virtual.invalid/v1';
  readonly accountsUrl = 'http://virtual.invalid';
  /** What arrived at the API, oldest first. */
  readonly arrivals: Arrival[] = [];
  readonly adapter: AxiosAdapter = async (config) => {
    const isGrant = config.method === 'post';
    const path = (config.url ?? '').replace(/\?.*/, '');
    const arrival: Arrival = { at: this.now(), path, status: 0 };
    if (!isGrant) this.arrivals.push(arrival);
    const { status = 200, retryAfter, reason } = isGrant ? {} : await this.respond(path);
    arrival.status = status;
    const grant = { access_token: 'token', token_type: 'Bearer', expires_in: 86_400 };
    const error = { error: { status, message: 'Virtual', reason } };
    const response = {
      data: JSON.stringify(isGrant ? grant : status < 400 ? { path } : error),
      status,
      statusText: '',
      headers: new AxiosHeaders(
        retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      ),
      config,
      request: {},
    };
    if (status < 400) return response;
    throw new AxiosError(`status ${status}`, 'ERR_BAD_REQUEST', config, {}, response);
  };
  private readonly startedAt: number;

  constructor(public respond: VirtualResponder = () => ({})) {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    this.startedAt = performance.now();
  }

  /** In ms since the server began. */
  now(): number {
    return Math.round(performance.now() - this.startedAt);
  }

  to(path: string): Arrival[] {
    return this.arrivals.filter((arrival) => arrival.path === path);
  }
}

export const hang: VirtualResponder = never;

/** Lets so many virtual ms pass. */
export async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

/** The outcome of a call, and when it ended. */
export interface Ended {
  value?: unknown;
  error?: unknown;
  /** How long it took, in virtual ms. */
  took?: number;
}

/** Watches a call: the fields are set when it ends. */
export function watch(call: Promise<unknown>): Ended {
  const startedAt = performance.now();
  const ended: Ended = {};
  const end = (outcome: Ended) =>
    Object.assign(ended, outcome, { took: Math.round(performance.now() - startedAt) });
  call.then(
    (value) => end({ value }),
    (error: unknown) => end({ error }),
  );
  return ended;
}

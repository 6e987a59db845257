import { abortable } from './abort.js';

interface Flight<T> {
  /** Dropped once settled: the map's own garbage can keep a flight alive for long. */
  result: Promise<T> | undefined;
  readonly controller?: AbortController;
  callers: number;
  /** Whether the map has it. */
  joinable: boolean;
  /** False once a caller without a signal takes part: it can never leave, so the work is never aborted. */
  abortable: boolean;
}

/**
 * Makes concurrent calls with one key a single piece of work. A caller that aborts leaves alone; when every caller has
 * left, the work itself is aborted. Nothing is kept once the work has settled.
 *
 * Written here: libraries that share a promise by key (p-memoize and its like) have no way for one caller to leave.
 */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Flight<T>>();

  /** `onShare` is called with a result before several callers get it. */
  constructor(private readonly onShare?: (result: T) => void) {}

  /** Whether work with this key is in progress. */
  has(key: string): boolean {
    return this.flights.has(key);
  }

  /** The result of the work with this key that is in progress; `undefined` where there is none. */
  join(key: string, signal?: AbortSignal): Promise<T> | undefined {
    const flight = this.flights.get(key);
    return flight && this.enter(key, flight, signal);
  }

  /** Starts work with a key of which none is in progress. */
  start(
    key: string,
    work: (signal: AbortSignal | undefined) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const controller = signal && new AbortController();
    const end = () => {
      this.remove(key, flight);
      flight.result = undefined;
    };
    const result = work(controller?.signal).then(
      (value) => {
        end();
        if (flight.callers > 1) this.onShare?.(value);
        return value;
      },
      (error: unknown) => {
        end();
        throw error;
      },
    );
    const flight: Flight<T> = { result, controller, callers: 0, joinable: true, abortable: true };
    this.flights.set(key, flight);
    return this.enter(key, flight, signal);
  }

  private enter(key: string, flight: Flight<T>, signal: AbortSignal | undefined): Promise<T> {
    const result = flight.result!;
    flight.callers += 1;
    if (!signal) {
      flight.abortable = false;
      return result;
    }
    return abortable(result, signal).catch((error: unknown) => {
      if (signal.aborted) this.leave(key, flight, signal);
      throw error;
    });
  }

  private leave(key: string, flight: Flight<T>, signal: AbortSignal): void {
    flight.callers -= 1;
    if (flight.callers > 0 || !flight.abortable) return;
    this.remove(key, flight);
    flight.controller?.abort(signal.reason);
  }

  private remove(key: string, flight: Flight<T>): void {
    if (flight.joinable) this.flights.delete(key);
    flight.joinable = false;
  }
}

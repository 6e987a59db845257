/**
 * Keeps what an account's limits are known to be, for all processes of a fleet: the option `shared.limits`. Everything is
 * done in one exchange: a process tells what it has learnt and spent, and gets what the others have. A process that makes
 * no calls makes no exchanges.
 *
 * Times are durations in ms, by the store's clock: the clocks of processes need not agree.
 */
export abstract class SpotifyLimitStore {
  /** The most that an exchange may take, in ms. Default 100. */
  readonly timeout?: number;
  /** Stores that use one connection name the same object here: when one fails, all are left alone, with one warning. */
  readonly connection?: object;

  /**
   * Applies a report and returns what is known now, in one atomic step. A state that breaks what its type says, such as
   * one that neither grants a request that fits the budget nor tells when to ask again, counts as a failure.
   *
   * @param account - whose limits: an opaque, short name
   */
  abstract exchange(account: string, report: SpotifyLimitReport): Promise<SpotifyLimitState>;
}

/** What a process tells the store, and asks of it. */
export interface SpotifyLimitReport {
  /** Which process: it counts as one of the fleet for `processTtl` ms. */
  readonly process: string;
  readonly processTtl: number;
  /** The `revision` that the process knows; 0 for none. */
  readonly revision: number;
  /** Closes it has learnt of. One that replaces a record newer than its `revision` only prolongs that. */
  readonly closed: readonly SpotifyClose[];
  /** What it has found open: those records are deleted, unless they are newer than its `revision`. */
  readonly opened: readonly string[];
  /** Closes that it wants to probe: one process per close gets the right to, for `ttl` ms. */
  readonly claims: readonly { readonly key: string; readonly ttl: number }[];
  readonly budgets: readonly SpotifyBudgetReport[];
}

/** A pause of the client, or a bucket or a path that is closed. */
export interface SpotifyClose {
  readonly key: string;
  /** For how many ms from now. */
  readonly duration: number;
  /** Opaque. */
  readonly value: string;
}

/** A budget: so many requests in any `window` ms, counted in slots of `slot` ms. */
export interface SpotifyBudgetReport {
  readonly name: string;
  readonly limit: number;
  readonly window: number;
  readonly slot: number;
  /** A request may be sent so long after it was granted. */
  readonly portionTtl: number;
  /** How many more requests it wants to send. */
  readonly want: number;
  /** How many it has sent that were not granted. */
  readonly spent: number;
  /** Grants that it did not use, by the slot they came with. */
  readonly unused: readonly { readonly slot: number; readonly count: number }[];
}

/** What the store knows of an account. */
export interface SpotifyLimitState {
  /** Changes whenever a close does. */
  readonly revision: number;
  /** How many processes are in the fleet, the one that asks included. */
  readonly processes: number;
  /** All closes, where `revision` is not the one that the process knew. */
  readonly closes: readonly SpotifyClose[] | undefined;
  /** Of the claims: what this process may probe, and for how long, more than 0, it may not probe the others. */
  readonly claims: Readonly<Record<string, { readonly granted: boolean; readonly wait: number }>>;
  /** In the order of the report's. */
  readonly budgets: readonly SpotifyBudgetState[];
}

/** A budget as the store knows it after an exchange. */
export interface SpotifyBudgetState {
  /** How many requests it may send, of those it wanted: at least one, where it wanted any and the budget is not used up. */
  readonly granted: number;
  /** The slot they are counted in. */
  readonly slot: number;
  /** All that is counted in the window now, grants included. */
  readonly used: number;
  /** Where nothing is left: after how many ms, more than 0, how many places come free, in order. */
  readonly frees: readonly (readonly [ms: number, count: number])[];
  /** Another one than before: the store has lost its count, and every process reports what it has sent itself. */
  readonly epoch: string;
}

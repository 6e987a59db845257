import type { RequestTarget } from './closures.js';

/** A request as the limits see it. */
export interface LimitedRequest extends RequestTarget {
  /** When it was last sent, as the number of an event; 0 before. */
  sent: number;
}

/** A limit that holds a request back until a moment of `performance.now()` that is known. */
export interface Hold {
  readonly kind: 'pause' | 'requestsPer30s' | 'requestsPerDay' | 'quota' | 'endpoint';
  readonly until: number;
}

/** What a 429 was taken for; `known` where it belongs to one before it. */
export type Refusal = 'known' | 'pause' | 'suspect' | 'quota' | 'endpoint';

/** Told whenever what may be sent has changed. */
export interface LimitListener {
  review(): void;
}

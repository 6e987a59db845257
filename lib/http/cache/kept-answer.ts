import CachePolicy from 'http-cache-semantics';
import type { TransportResponse } from '../../transport/spotify.transport.js';
import { cacheHeaders } from './cache-headers.js';

/** How long a stale answer may stand in while Spotify fails, where Spotify does not say, in seconds: a day. */
const STALE_IF_ERROR = 24 * 60 * 60;

/** An answer that may be used again, and for how long, on the clock of `performance.now()`. */
export class KeptAnswer {
  private constructor(
    readonly response: TransportResponse,
    readonly headers: Readonly<Record<string, string>>,
    readonly freshUntil: number,
    /** Until when it may stand in, though stale, while Spotify fails. */
    readonly staleUntil: number,
  ) {}

  /**
   * Reads RFC 9111's rules, once, so that a hit is no more than a comparison. Nothing for an answer that may not be kept.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9111
   * @see https://www.rfc-editor.org/rfc/rfc5861#section-4 for stale-if-error
   */
  static of(response: TransportResponse): KeptAnswer | undefined {
    const headers = cacheHeaders(response.headers);
    const policy = policyOf(response.status, headers);
    // All requests of a client are alike but for their token, which is the app's whichever it is: of what an answer may
    // vary by, only `*` tells them apart.
    if (!policy.storable() || headers['vary']?.includes('*')) return undefined;
    const { rescc: directives } = policy.toObject();
    const mayBeStale = !('must-revalidate' in directives || 'no-cache' in directives);
    const staleIfError = Number(directives['stale-if-error'] ?? STALE_IF_ERROR);
    const freshUntil = performance.now() + (policy.maxAge() - policy.age()) * 1000;
    return new KeptAnswer(
      { status: response.status, headers, data: response.data },
      headers,
      freshUntil,
      mayBeStale && staleIfError > 0 ? freshUntil + staleIfError * 1000 : -Infinity,
    );
  }

  get isFresh(): boolean {
    return performance.now() < this.freshUntil;
  }

  get mayStandIn(): boolean {
    return performance.now() < this.staleUntil;
  }

  /** How long it is of use, in ms: fresh, standing in, or to be validated. */
  get timeToLive(): number {
    const until = Math.max(this.freshUntil + STALE_IF_ERROR * 1000, this.staleUntil);
    return Math.ceil(until - performance.now());
  }
}

/** A private cache's: no user stands behind an app token, so that all users of an app may share the app's answers. */
function policyOf(status: number, headers: Record<string, string>): CachePolicy {
  return new CachePolicy({ method: 'GET', headers: {} }, { status, headers }, { shared: false });
}

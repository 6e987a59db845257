/** How the pauses between attempts grow, in milliseconds. */
export interface BackoffRange {
  readonly minDelay: number;
  readonly maxDelay: number;
}

/**
 * The pause before a retry: exponential with full jitter, so that clients that failed together do not retry together.
 *
 * @param retry - 0 for the first retry
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(retry: number, { minDelay, maxDelay }: BackoffRange): number {
  return Math.random() * Math.min(maxDelay, minDelay * 2 ** retry);
}

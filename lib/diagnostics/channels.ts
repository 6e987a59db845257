import { channel, tracingChannel } from 'node:diagnostics_channel';

// The messages are in messages.ts. Whoever publishes looks at `hasSubscribers` first: a message that nobody receives must
// not be made.

/** One call of the catalogue: `SpotifyCallMessage`. */
export const callChannel = tracingChannel('nestjs-spotify:call');
/** One request to the Web API: `SpotifyRequestMessage`. */
export const requestChannel = tracingChannel('nestjs-spotify:request');
/** One request to the accounts service: `SpotifyGrantMessage`. */
export const grantChannel = tracingChannel('nestjs-spotify:grant');

export const retryChannel = channel('nestjs-spotify:retry');
export const limitedChannel = channel('nestjs-spotify:limited');
export const circuitChannel = channel('nestjs-spotify:circuit');
export const cacheChannel = channel('nestjs-spotify:cache');

/** Adds the error that a message is about, out of sight: its text and its `url` name the path requested, id included. */
export function withError<M extends object>(message: M, error: unknown): M & { error: unknown } {
  return Object.defineProperty(message, 'error', { value: error }) as M & { error: unknown };
}

import { type Channel, channel, tracingChannel } from 'node:diagnostics_channel';
import type {
  SpotifyCacheMessage,
  SpotifyCallMessage,
  SpotifyCircuitMessage,
  SpotifyGrantMessage,
  SpotifyLimitedMessage,
  SpotifyRequestMessage,
  SpotifyRetryMessage,
} from './messages.js';

// The messages are in messages.ts. Whoever publishes looks at `hasSubscribers` first: a message that nobody receives must
// not be made.

export const callChannel = tracingChannel<unknown, SpotifyCallMessage>('nestjs-spotify:call');
export const requestChannel = tracingChannel<unknown, SpotifyRequestMessage>(
  'nestjs-spotify:request',
);
export const grantChannel = tracingChannel<unknown, SpotifyGrantMessage>('nestjs-spotify:grant');

export const retryChannel = named<SpotifyRetryMessage>('nestjs-spotify:retry');
export const limitedChannel = named<SpotifyLimitedMessage>('nestjs-spotify:limited');
export const circuitChannel = named<SpotifyCircuitMessage>('nestjs-spotify:circuit');
export const cacheChannel = named<SpotifyCacheMessage>('nestjs-spotify:cache');

/** Adds the error that a message is about, out of sight: its text and its `url` name the path requested, id included. */
export function withError<M extends object>(message: M, error: unknown): M & { error: unknown } {
  return Object.defineProperty(message, 'error', { value: error }) as M & { error: unknown };
}

function named<M>(name: string): Channel<unknown, M> {
  return channel(name) as Channel<unknown, M>;
}

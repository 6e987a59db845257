import {
  subscribe,
  tracingChannel,
  unsubscribe,
  type ChannelListener,
  type TracingChannelSubscribers,
} from 'node:diagnostics_channel';
import type {
  SpotifyCacheMessage,
  SpotifyCallMessage,
  SpotifyCircuitMessage,
  SpotifyGrantMessage,
  SpotifyLimitedMessage,
  SpotifyMessage,
  SpotifyRequestMessage,
  SpotifyRetryMessage,
} from 'nestjs-spotify';
import { onCleanup } from './cleanup.js';

interface Traces {
  call: SpotifyCallMessage;
  request: SpotifyRequestMessage;
  grant: SpotifyGrantMessage;
}

interface Events {
  retry: SpotifyRetryMessage;
  limited: SpotifyLimitedMessage;
  circuit: SpotifyCircuitMessage;
  cache: SpotifyCacheMessage;
}

/** The messages of a tracing channel whose work has ended, until the test ends. */
export function ended<Name extends keyof Traces>(name: Name): Traces[Name][] {
  const messages: Traces[Name][] = [];
  trace(name, { asyncEnd: (message) => messages.push(message as Traces[Name]) });
  return messages;
}

const nothing = () => {};

/** Subscribes to a tracing channel until the test ends. */
export function trace(
  name: keyof Traces,
  listeners: Partial<Record<'start' | 'end' | 'asyncStart' | 'asyncEnd' | 'error', Listener>>,
): void {
  const all: TracingChannelSubscribers<object> = {
    start: nothing,
    end: nothing,
    asyncStart: nothing,
    asyncEnd: nothing,
    error: nothing,
    ...(listeners as Partial<TracingChannelSubscribers<object>>),
  };
  const channel = tracingChannel(`nestjs-spotify:${name}`);
  channel.subscribe(all);
  onCleanup(() => channel.unsubscribe(all));
}

type Listener = (message: SpotifyMessage) => void;

/** The messages of a plain channel, until the test ends. */
export function published<Name extends keyof Events>(name: Name): Events[Name][] {
  const messages: Events[Name][] = [];
  const listener: ChannelListener = (message) => void messages.push(message as Events[Name]);
  subscribe(`nestjs-spotify:${name}`, listener);
  onCleanup(() => void unsubscribe(`nestjs-spotify:${name}`, listener));
  return messages;
}

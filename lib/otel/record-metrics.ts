import type { Channel } from 'node:diagnostics_channel';
import type { Meter } from '@opentelemetry/api';
import {
  cacheChannel,
  callChannel,
  circuitChannel,
  grantChannel,
  limitedChannel,
  retryChannel,
} from '../diagnostics/channels.js';
import { attributesOf } from './attributes.js';

/** In seconds: those of the semantic conventions for HTTP, and finer ones below, where the cache responds. */
const DURATION_BOUNDARIES = [
  0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30,
];

/** A histogram of the calls, and counters of what happened meanwhile. */
export function recordMetrics(meter: Meter): () => void {
  const duration = meter.createHistogram('nestjs_spotify.call.duration', {
    unit: 's',
    description: 'Duration of calls, cache, waits and retries included',
    advice: { explicitBucketBoundaries: DURATION_BOUNDARIES },
  });
  const grants = meter.createCounter('nestjs_spotify.grants', {
    unit: '{request}',
    description: 'Token requests to the accounts service',
  });
  const retries = meter.createCounter('nestjs_spotify.retries', {
    unit: '{retry}',
    description: 'Requests that are sent again after a failure',
  });
  const limited = meter.createCounter('nestjs_spotify.rate_limited', {
    unit: '{response}',
    description: 'Responses of the Web API with status 429',
  });
  const lookups = meter.createCounter('nestjs_spotify.cache.lookups', {
    unit: '{lookup}',
    description: 'Looks into the cache, by what came of them',
  });
  const openings = meter.createCounter('nestjs_spotify.circuit.openings', {
    unit: '{opening}',
    description: 'Circuits that opened',
  });
  const stops = [
    listen(callChannel.asyncEnd, (message) => {
      const { outcome = 'failed' } = message;
      const attributes = { ...attributesOf(message), 'nestjs_spotify.outcome': outcome };
      duration.record((message.duration ?? 0) / 1000, attributes);
    }),
    listen(grantChannel.asyncEnd, (message) => grants.add(1, attributesOf(message))),
    listen(retryChannel, (message) => retries.add(1, attributesOf(message))),
    listen(limitedChannel, (message) =>
      limited.add(1, { ...attributesOf(message), 'nestjs_spotify.reason': message.reason }),
    ),
    listen(cacheChannel, (message) =>
      lookups.add(1, {
        ...attributesOf(message),
        'nestjs_spotify.cache.store': message.store,
        'nestjs_spotify.cache.event': message.event,
      }),
    ),
    listen(circuitChannel, (message) => {
      if (message.state !== 'open') return;
      openings.add(1, { ...attributesOf(message), 'nestjs_spotify.circuit.scope': message.scope });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function listen<M>(channel: Channel<unknown, M>, onMessage: (message: M) => void): () => void {
  const listener = (message: unknown) => onMessage(message as M);
  channel.subscribe(listener);
  return () => channel.unsubscribe(listener);
}

import {
  context,
  type Exception,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { callChannel } from '../diagnostics/channels.js';
import type { SpotifyCallMessage } from '../diagnostics/messages.js';
import { attributesOf } from './attributes.js';

/** A span per call, in whose context the call does its work: the spans of its requests are children of it. */
export function traceCalls(tracer: Tracer): () => void {
  const spans = new WeakMap<object, Span>();
  const begin = (message: SpotifyCallMessage) => {
    const attributes = attributesOf(message);
    const name = `${message.method} ${message.path}`;
    const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes });
    spans.set(message, span);
    const { runIn } = message;
    const active = trace.setSpan(context.active(), span);
    message.runIn = (work) => context.with(active, runIn ? () => runIn(work) : work);
  };
  const end = (message: SpotifyCallMessage) => {
    const span = spans.get(message);
    if (!span) return; // the call had begun before
    const { outcome = 'failed', attempts = 0, error } = message;
    span.setAttributes({
      ...attributesOf(message),
      'nestjs_spotify.outcome': outcome,
      'nestjs_spotify.attempts': attempts,
    });
    if (outcome === 'failed') {
      span.recordException(error as Exception);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  };
  const { start, asyncEnd } = callChannel;
  const onStart = (message: unknown) => begin(message as SpotifyCallMessage);
  const onEnd = (message: unknown) => end(message as SpotifyCallMessage);
  start.subscribe(onStart);
  asyncEnd.subscribe(onEnd);
  return () => {
    start.unsubscribe(onStart);
    asyncEnd.unsubscribe(onEnd);
  };
}

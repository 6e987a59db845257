import { metrics, trace, type MeterProvider, type TracerProvider } from '@opentelemetry/api';
import { recordMetrics } from './record-metrics.js';
import { traceCalls } from './trace-calls.js';

/** What `instrumentSpotify()` takes. */
export interface InstrumentSpotifyOptions {
  /** Default: the global one. */
  tracerProvider?: TracerProvider | undefined;
  /** Default: the global one, which must be set before. */
  meterProvider?: MeterProvider | undefined;
}

const SCOPE = 'nestjs-spotify';

/**
 * Makes spans and metrics of what all clients of this process publish on their channels:
 * - a span per call, of kind internal, named for its method and path template, such as `GET /albums/{id}`
 * - `nestjs_spotify.call.duration`, a histogram in seconds
 * - `nestjs_spotify.retries`, `nestjs_spotify.rate_limited`, `nestjs_spotify.grants`, `nestjs_spotify.cache.lookups` and
 *   `nestjs_spotify.circuit.openings`, counters
 *
 * The client spans of the requests, and `http.client.request.duration`, are those of
 * `@opentelemetry/instrumentation-undici`; with a context manager in place they are children of the call's span.
 *
 * @returns stops it
 * @see https://opentelemetry.io/docs/specs/semconv/http/
 */
export function instrumentSpotify(options: InstrumentSpotifyOptions = {}): () => void {
  const { tracerProvider = trace.getTracerProvider(), meterProvider = metrics.getMeterProvider() } =
    options;
  const stopTracing = traceCalls(tracerProvider.getTracer(SCOPE));
  const stopMetrics = recordMetrics(meterProvider.getMeter(SCOPE));
  return () => {
    stopTracing();
    stopMetrics();
  };
}

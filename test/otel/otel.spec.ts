import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { instrumentSpotify } from 'nestjs-spotify/otel';
import { onCleanup } from '../support/cleanup.js';
import { client, type ClientOptions } from '../support/client.js';
import { startFake, type TestFake } from '../support/fake.js';

const UNKNOWN = '0'.repeat(22);

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  onCleanup(() => context.disable());
});

/** An SDK in memory, with the instrumentation of undici beside ours where a test wants it. */
function sdk({ undici = false } = {}) {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 2 ** 30,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const instrumentation = new UndiciInstrumentation();
  instrumentation.setTracerProvider(tracerProvider);
  instrumentation.setMeterProvider(meterProvider);
  if (!undici) instrumentation.disable();
  const stop = instrumentSpotify({ tracerProvider, meterProvider });
  onCleanup(async () => {
    stop();
    instrumentation.disable();
    await meterProvider.shutdown();
  });
  /** The data points of each metric, by name. */
  const metrics = async () => {
    await reader.forceFlush();
    const [last] = exporter.getMetrics().slice(-1);
    const all = last?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return Object.fromEntries(all.map((metric) => [metric.descriptor.name, metric]));
  };
  return { spans: () => spans.getFinishedSpans(), metrics, stop, tracerProvider };
}

async function start(options: ClientOptions = {}) {
  const fake: TestFake = await startFake();
  return { fake, ...(await client(fake, options)) };
}

const named = (spans: ReadableSpan[], kind: SpanKind) => spans.filter((span) => span.kind === kind);

describe('instrumentSpotify()', () => {
  it('makes an internal span of a call, with HTTP’s attributes and no id', async () => {
    const { spans } = sdk();
    const { catalog, fake } = await start();
    const id = fake.catalog.albumId(0);
    await catalog.albums.get(id);
    const [span, ...others] = spans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({ name: 'GET /albums/{id}', kind: SpanKind.INTERNAL });
    expect(span?.attributes).toEqual({
      'nestjs_spotify.client': 'default',
      'nestjs_spotify.outcome': 'sent',
      'nestjs_spotify.attempts': 1,
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'url.template': '/albums/{id}',
    });
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('marks the span of a call that failed, with the error', async () => {
    const { spans } = sdk();
    const { catalog } = await start();
    await catalog.albums.get(UNKNOWN).catch(() => {});
    const [span] = spans();
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(span?.attributes).toMatchObject({
      'error.type': 'SpotifyNotFoundError',
      'http.response.status_code': 404,
      'nestjs_spotify.outcome': 'failed',
    });
    expect(span?.events).toEqual([expect.objectContaining({ name: 'exception' })]);
  });

  it('makes the call a child of the span in which it is made', async () => {
    const { spans, tracerProvider } = sdk();
    const { catalog, fake } = await start();
    const outer = tracerProvider.getTracer('test').startSpan('request of a user');
    await context.with(trace.setSpan(context.active(), outer), () =>
      catalog.albums.get(fake.catalog.albumId(0)),
    );
    expect(spans()[0]?.parentSpanContext?.spanId).toBe(outer.spanContext().spanId);
  });

  it('leaves each request to undici’s instrumentation, as a child of its call and once', async () => {
    const { spans, metrics } = sdk({ undici: true });
    const { catalog, fake } = await start({ retry: { minDelay: 1 }, concurrency: 1 });
    fake.failNext();
    await Promise.all([
      catalog.albums.get(fake.catalog.albumId(0)),
      catalog.artists.get(fake.catalog.artistId(0)),
      catalog.tracks.get(fake.catalog.trackId(0)),
    ]);
    const calls = named(spans(), SpanKind.INTERNAL);
    const requests = named(spans(), SpanKind.CLIENT);
    expect(requests).toHaveLength(fake.requests.length);
    const pairs = requests.map(({ attributes, parentSpanContext }) => {
      const parent = calls.find((call) => call.spanContext().spanId === parentSpanContext?.spanId);
      const path = String(attributes['url.path']);
      return [path.split('/').at(-2), parent?.attributes['url.template']];
    });
    expect(pairs).toHaveLength(5);
    expect(pairs).toEqual(
      expect.arrayContaining([
        ['albums', '/albums/{id}'],
        ['albums', '/albums/{id}'],
        ['api', '/albums/{id}'],
        ['artists', '/artists/{id}'],
        ['tracks', '/tracks/{id}'],
      ]),
    );
    const { 'http.client.request.duration': durations } = await metrics();
    const counts = durations?.dataPoints.map(({ value }) => (value as { count: number }).count);
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(fake.requests.length);
  });

  it('measures the calls in seconds, by template and outcome', async () => {
    const { metrics } = sdk();
    const { catalog, fake } = await start({ cache: {} });
    for (const n of [0, 1, 0, 0]) await catalog.albums.get(fake.catalog.albumId(n));
    const { 'nestjs_spotify.call.duration': duration } = await metrics();
    expect(duration?.descriptor.unit).toBe('s');
    const points = duration?.dataPoints.map(({ attributes, value }) => {
      const { count, sum } = value as { count: number; sum: number };
      expect(sum).toBeLessThan(20); // in ms it would be more
      return [attributes['url.template'], attributes['nestjs_spotify.outcome'], count];
    });
    expect(points).toEqual([
      ['/albums/{id}', 'sent', 2],
      ['/albums/{id}', 'cached', 2],
    ]);
  });

  it('counts retries, 429s, grants and looks into the cache', async () => {
    const { metrics } = sdk();
    const { catalog, fake } = await start({
      cache: {},
      retry: { minDelay: 1 },
      rateLimit: { maxWait: 0 },
    });
    fake.failNext();
    await catalog.albums.get(fake.catalog.albumId(0));
    await catalog.albums.get(fake.catalog.albumId(0));
    fake.quotaExceededNext();
    await catalog.artists.get(fake.catalog.artistId(0)).catch(() => {});
    const found = await metrics();
    const counts = (name: string) =>
      found[name]?.dataPoints.map(({ attributes, value }) => [
        attributes['url.template'],
        attributes['nestjs_spotify.reason'] ?? attributes['nestjs_spotify.cache.event'],
        value,
      ]);
    expect(counts('nestjs_spotify.retries')).toEqual([['/albums/{id}', undefined, 1]]);
    expect(counts('nestjs_spotify.grants')).toEqual([['/api/token', undefined, 1]]);
    expect(counts('nestjs_spotify.rate_limited')).toEqual([['/artists/{id}', 'quota-exceeded', 1]]);
    expect(counts('nestjs_spotify.cache.lookups')).toEqual([
      ['/albums/{id}', 'miss', 1],
      ['/albums/{id}', 'hit', 1],
      ['/artists/{id}', 'miss', 1],
    ]);
  });

  it('stops when it is told to', async () => {
    const { spans, metrics, stop } = sdk();
    const { catalog, fake } = await start();
    await catalog.albums.get(fake.catalog.albumId(0));
    stop();
    await catalog.albums.get(fake.catalog.albumId(1));
    expect(spans()).toHaveLength(1);
    const { 'nestjs_spotify.call.duration': duration } = await metrics();
    expect(duration?.dataPoints.map(({ value }) => (value as { count: number }).count)).toEqual([
      1,
    ]);
  });
});

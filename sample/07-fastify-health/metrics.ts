import { Controller, Get, Header, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { instrumentSpotify } from 'nestjs-spotify/otel';

/** What the library's channels tell, as OpenTelemetry metrics. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  // Read by our own route: the exporter opens no port.
  private readonly exporter = new PrometheusExporter({ preventServerStart: true });
  private readonly serializer = new PrometheusSerializer();
  private readonly provider = new MeterProvider({ readers: [this.exporter] });
  private readonly stop = instrumentSpotify({ meterProvider: this.provider });

  /** All metrics, in Prometheus' text format. */
  async text(): Promise<string> {
    const { resourceMetrics } = await this.exporter.collect();
    return this.serializer.serialize(resourceMetrics);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop();
    await this.provider.shutdown();
  }
}

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4')
  page(): Promise<string> {
    return this.metrics.text();
  }
}

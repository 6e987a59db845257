import { Controller, Get } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { SpotifyHealthIndicator } from 'nestjs-spotify/terminus';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly spotify: SpotifyHealthIndicator,
  ) {}

  /** Tells what the last calls met, and makes none of its own. */
  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.spotify.isHealthy('spotify')]);
  }
}

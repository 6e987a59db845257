import { Controller, type DynamicModule, Get, Module, Param } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import {
  type Album,
  SpotifyAlbumsService,
  SpotifyExceptionFilter,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { SpotifyHealthIndicator } from 'nestjs-spotify/terminus';
import { HealthController } from './health.controller.js';
import { Metrics, MetricsController } from './metrics.js';

@Controller('albums')
class AlbumsController {
  constructor(private readonly albums: SpotifyAlbumsService) {}

  @Get(':id')
  album(@Param('id') id: string): Promise<Album> {
    return this.albums.get(id);
  }
}

@Module({
  imports: [TerminusModule],
  controllers: [AlbumsController, HealthController, MetricsController],
  providers: [
    Metrics,
    SpotifyHealthIndicator,
    { provide: APP_FILTER, useClass: SpotifyExceptionFilter },
  ],
})
export class AppModule {
  static with(options: SpotifyModuleOptions): DynamicModule {
    return { module: AppModule, imports: [SpotifyModule.forRoot(options)] };
  }
}

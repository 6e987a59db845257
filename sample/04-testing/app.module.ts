import { Controller, Get, Module, Param } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { SpotifyExceptionFilter, SpotifyModule } from 'nestjs-spotify';
import { type Discography, DiscographyService } from './discography.service.js';

@Controller('discographies')
class DiscographyController {
  constructor(private readonly discographies: DiscographyService) {}

  @Get(':artist')
  discography(@Param('artist') artist: string): Promise<Discography> {
    return this.discographies.of(artist);
  }
}

/** Not run in the tests, which therefore need no credentials. */
function fromEnvironment() {
  const { SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET } = process.env;
  if (!SPOTIFY_CLIENT_ID || !SPOTIFY_CLIENT_SECRET) throw new Error('No credentials are set');
  return { clientId: SPOTIFY_CLIENT_ID, clientSecret: SPOTIFY_CLIENT_SECRET };
}

@Module({
  imports: [SpotifyModule.forRootAsync({ useFactory: fromEnvironment })],
  controllers: [DiscographyController],
  providers: [DiscographyService, { provide: APP_FILTER, useClass: SpotifyExceptionFilter }],
})
export class AppModule {}

import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { connect, type Connection } from '../connection.js';

/** Injection token of the connection to the real Spotify or the embedded one. */
export const SPOTIFY_SOURCE = Symbol('SPOTIFY_SOURCE');

/** Takes the credentials from the environment or `.env`. */
@Module({
  imports: [ConfigModule.forRoot()],
  providers: [
    {
      provide: SPOTIFY_SOURCE,
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        connect(
          config.get<string>('SPOTIFY_CLIENT_ID'),
          config.get<string>('SPOTIFY_CLIENT_SECRET'),
        ),
    },
  ],
  exports: [SPOTIFY_SOURCE],
})
export class SpotifySourceModule implements OnApplicationShutdown {
  constructor(@Inject(SPOTIFY_SOURCE) private readonly source: Connection) {}

  onApplicationShutdown(): Promise<void> {
    return this.source.close();
  }
}

import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { QuotaMode } from 'nestjs-spotify';
import { connect, type Connection } from '../../connection.js';

/** Injection token of the connections: to the real Spotify, or to one embedded fake per quota mode. */
export const SOURCE = Symbol('SOURCE');

export type Source = Readonly<Record<QuotaMode, Connection>>;

/** Takes the credentials from the environment or `.env`. */
@Module({
  imports: [ConfigModule.forRoot()],
  providers: [
    {
      provide: SOURCE,
      inject: [ConfigService],
      useFactory: async (config: ConfigService): Promise<Source> => {
        const id = config.get<string>('SPOTIFY_CLIENT_ID');
        const secret = config.get<string>('SPOTIFY_CLIENT_SECRET');
        const connectIn = (quotaMode: QuotaMode) => connect(id, secret, { quotaMode, latency: 40 });
        return {
          development: await connectIn('development'),
          extended: await connectIn('extended'),
        };
      },
    },
  ],
  exports: [SOURCE],
})
export class SourceModule implements OnApplicationShutdown {
  constructor(@Inject(SOURCE) private readonly source: Source) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.source).map((connection) => connection.close()));
  }
}

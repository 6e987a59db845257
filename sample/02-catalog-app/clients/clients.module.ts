import { Module } from '@nestjs/common';
import { type QuotaMode, SpotifyModule } from 'nestjs-spotify';
import { Clients } from './clients.js';
import { SOURCE, type Source, SourceModule } from './source.module.js';

/** One client per quota mode, told apart by its name. */
const client = (quotaMode: QuotaMode) =>
  SpotifyModule.forRootAsync({
    name: quotaMode,
    imports: [SourceModule],
    inject: [SOURCE],
    useFactory: ({ [quotaMode]: { options, fake } }: Source) => ({
      ...options,
      quotaMode,
      market: 'SE',
      // Someone looks at the page and waits:
      timeout: 3000,
      retry: { attempts: 4 },
      rateLimit: { maxWait: 8000, account: fake && quotaMode }, // two fakes are two accounts
    }),
  });

@Module({
  imports: [SourceModule, client('development'), client('extended')],
  providers: [Clients],
  exports: [Clients, SourceModule],
})
export class ClientsModule {}

import 'reflect-metadata';
// One process of a fleet: an app that reads albums, and says how it does. `main.ts` starts it.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { SpotifyCatalogService, SpotifyHttpService, SpotifyModule } from 'nestjs-spotify';
import { redisSharing } from 'nestjs-spotify/redis';

/** How a process does. */
export interface Progress {
  readonly calls: number;
  readonly failed: number;
  /** Requests to the Web API: the other calls were answered from a cache. */
  readonly sent: number;
}

const { API_URL, ACCOUNTS_URL, REDIS_URL, ALBUMS = '', CALLS = '0' } = process.env;
const albums = ALBUMS.split(',');

const redis = REDIS_URL ? new Redis(REDIS_URL) : undefined;

@Module({
  imports: [
    SpotifyModule.forRoot({
      clientId: 'fleet',
      clientSecret: 'secret',
      apiUrl: API_URL,
      accountsUrl: ACCOUNTS_URL,
      rateLimit: { maxWait: 2000 },
      // Five times the default: eight processes start at once here, and the machine may be small.
      shared: redis && redisSharing(redis, { timeout: 500 }),
    }),
  ],
})
class AppModule {}

const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
const catalog = app.get(SpotifyCatalogService);
const progress = { calls: 0, failed: 0, sent: 0 };
app.get(SpotifyHttpService).axiosRef.interceptors.request.use((request) => {
  progress.sent += 1;
  return request;
});

async function read(album: string): Promise<void> {
  await catalog.albums.get(album).catch(() => (progress.failed += 1));
  progress.calls += 1;
  process.send?.(progress satisfies Progress);
}

await redis?.ping();
const pending: Promise<void>[] = [];
for (let n = 0; n < Number(CALLS); n += 1) {
  pending.push(read(albums[Math.floor(Math.random() * albums.length)]!));
  await new Promise((resolve) => setTimeout(resolve, 25));
}
await Promise.all(pending);
await app.close();
redis?.disconnect();
process.disconnect();

// SpotifyHealthIndicator as an app of terminus 11 uses it, which knows no `degraded`.
import type { AddressInfo } from 'node:net';
import { Controller, Get, type INestApplication, Module } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { SpotifyCatalogService, SpotifyModule } from 'nestjs-spotify';
import { SpotifyHealthIndicator } from 'nestjs-spotify/terminus';
import { FakeSpotify } from 'nestjs-spotify/testing';

@Controller()
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly spotify: SpotifyHealthIndicator,
  ) {}

  @Get('health')
  @HealthCheck()
  check() {
    return this.health.check([() => this.spotify.isHealthy('spotify')]);
  }
}

@Module({
  imports: [TerminusModule],
  controllers: [HealthController],
  providers: [SpotifyHealthIndicator],
})
class HealthModule {}

const fake = new FakeSpotify();
let app: INestApplication;
let catalog: SpotifyCatalogService;

beforeAll(async () => {
  const spotify = SpotifyModule.forRoot({
    clientId: 'id',
    clientSecret: 'secret',
    retry: false,
    http: { adapter: fake.adapter },
  });
  const testing = await Test.createTestingModule({ imports: [spotify, HealthModule] }).compile();
  app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  catalog = app.get(SpotifyCatalogService);
});

afterAll(() => app.close());

async function check() {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/health`);
  const { status, details } = (await response.json()) as { status: string; details: object };
  return { http: response.status, status, details };
}

it('is up, then down for refused credentials, then up again', async () => {
  const up = { http: 200, status: 'ok', details: { spotify: { status: 'up' } } };
  expect(await check()).toEqual(up);
  fake.failNext({ at: 'accounts', status: 400, body: { error: 'invalid_client' } });
  await expect(catalog.albums.get(fake.catalog.albumId(0))).rejects.toThrow(/invalid_client/);
  expect(await check()).toEqual({
    http: 503,
    status: 'error',
    details: { spotify: { status: 'down', reason: 'credentials' } },
  });
  await catalog.albums.get(fake.catalog.albumId(0));
  expect(await check()).toEqual(up);
});

it('is up with details while the quota of a bucket is spent', async () => {
  fake.quotaExceededNext({ retryAfter: 3600 });
  await catalog.tracks.get(fake.catalog.trackId(0)).catch(() => {});
  expect(await check()).toMatchObject({
    http: 200,
    status: 'ok',
    details: {
      spotify: {
        status: 'up',
        buckets: [{ bucket: '/tracks/{id}', reason: 'quota-exceeded' }],
      },
    },
  });
});

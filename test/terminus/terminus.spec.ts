import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import {
  getSpotifyToken,
  SpotifyCatalogService,
  SpotifyConfigError,
  SpotifyModule,
} from 'nestjs-spotify';
import { SpotifyHealthIndicator } from 'nestjs-spotify/terminus';
import { onCleanup } from '../support/cleanup.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';

@Controller()
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly spotify: SpotifyHealthIndicator,
  ) {}

  @Get('health')
  @HealthCheck()
  check() {
    return this.health.check([
      () => this.spotify.isHealthy('spotify'),
      () => this.spotify.isHealthy('label', { client: 'label-a' }),
    ]);
  }
}

@Injectable()
class CatalogOfDefault {
  constructor(readonly catalog: SpotifyCatalogService) {}
}

@Module({
  imports: [TerminusModule],
  controllers: [HealthController],
  providers: [SpotifyHealthIndicator],
})
class HealthModule {}

function options(server: TestFake) {
  return {
    clientId: 'id',
    clientSecret: 'secret',
    retry: false as const,
    cache: false as const,
    rateLimit: { account: randomUUID(), maxWait: 0 },
    http: { adapter: server.adapter },
  };
}

/** An app with two clients, the named one registered first. */
async function start() {
  const [fake, other] = [new TestFake(), new TestFake()];
  const testing = await Test.createTestingModule({
    imports: [
      SpotifyModule.forRoot({ name: 'label-a', ...options(other) }),
      SpotifyModule.forRoot({ isGlobal: true, ...options(fake) }),
      HealthModule,
    ],
    providers: [CatalogOfDefault],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>({ logger: false });
  onCleanup(() => app.close());
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    fake,
    other,
    catalog: app.get(CatalogOfDefault).catalog,
    label: app.get<SpotifyCatalogService>(getSpotifyToken(SpotifyCatalogService, 'label-a')),
    health: async () => {
      const response = await fetch(`http://127.0.0.1:${port}/health`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

describe('SpotifyHealthIndicator', () => {
  it('says up before the first call, and sends nothing for it', async () => {
    const { health, fake, other } = await start();
    expect(await health()).toMatchObject({
      status: 200,
      body: { status: 'ok', details: { spotify: { status: 'up' }, label: { status: 'up' } } },
    });
    expect([...fake.requests, ...other.requests]).toEqual([]);
  });

  it('says down for credentials that the accounts service refuses, and up once it grants a token', async () => {
    const { health, fake, catalog } = await start();
    fake.failNext({ at: 'accounts', status: 400, body: { error: 'invalid_client' } });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    expect(await health()).toMatchObject({
      status: 503,
      body: {
        error: { spotify: { status: 'down', reason: 'credentials' } },
        details: { label: { status: 'up' } },
      },
    });
    await catalog.albums.get(fake.catalog.albumId(0));
    expect((await health()).status).toBe(200);
  });

  it('says down while Spotify refuses the app for want of Premium', async () => {
    const { health, fake, catalog } = await start();
    const message = 'Active premium subscription required for the owner of the app.';
    fake.failNext({ status: 403, body: { error: { status: 403, message } } });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    expect((await health()).body).toMatchObject({
      error: { spotify: { status: 'down', reason: 'premium' } },
    });
    await catalog.albums.get(fake.catalog.albumId(0));
    expect((await health()).status).toBe(200);
  });

  it('says degraded for a circuit that is open', async () => {
    const { health, other, label } = await start();
    other.failNext({ times: 10 });
    for (let n = 0; n < 10; n += 1) {
      await label.albums.get(other.catalog.albumId(n)).catch(() => {});
    }
    expect(await health()).toMatchObject({
      status: 200,
      body: {
        status: 'degraded',
        details: {
          spotify: { status: 'up' },
          label: {
            status: 'degraded',
            circuits: [
              {
                scope: 'bucket',
                bucket: '/albums/{id}',
                state: 'open',
                retryAt: expect.any(String),
              },
            ],
          },
        },
      },
    });
  });

  it('says up again once a circuit would let a call through, though none is made', async () => {
    const { health, other, label } = await start();
    other.failNext({ times: 10 });
    for (let n = 0; n < 10; n += 1) {
      await label.albums.get(other.catalog.albumId(n)).catch(() => {});
    }
    setClocksAhead(60);
    expect((await health()).body).toMatchObject({ status: 'ok' });
  });

  it('says degraded for a bucket whose quota is spent, and not for a 404', async () => {
    const { health, fake, catalog } = await start();
    await catalog.albums.get('0'.repeat(22)).catch(() => {});
    expect((await health()).body).toMatchObject({ status: 'ok' });
    fake.quotaExceededNext({ retryAfter: 3600 });
    await catalog.tracks.get(fake.catalog.trackId(0)).catch(() => {});
    expect((await health()).body).toMatchObject({
      status: 'degraded',
      details: {
        spotify: { buckets: [{ bucket: '/tracks/{id}', reason: 'quota-exceeded' }] },
      },
    });
  });

  it('refuses a client that the app does not have', async () => {
    const { app } = await start();
    const health = app.get(SpotifyHealthIndicator).isHealthy('x', { client: 'nobody' });
    await expect(health).rejects.toThrow(SpotifyConfigError);
    await expect(health).rejects.toThrow(/'nobody'/);
  });
});

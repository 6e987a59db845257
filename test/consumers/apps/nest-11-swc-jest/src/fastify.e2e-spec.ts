import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { overrideSpotify } from 'nestjs-spotify/testing';
import { AppModule } from './app.module';

it("serves the README's module on Fastify", async () => {
  const { builder, fake } = overrideSpotify(Test.createTestingModule({ imports: [AppModule] }));
  const moduleRef = await builder.compile();
  const app = moduleRef.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.listen(0, '127.0.0.1');
  const albums = `${await app.getUrl()}/albums`;
  const album = await fetch(`${albums}/${fake.catalog.albumId(3)}`);
  expect(await album.json()).toMatchObject({ id: fake.catalog.albumId(3), type: 'album' });
  fake.rateLimitNext({ retryAfter: 120 });
  const limited = await fetch(`${albums}/${fake.catalog.albumId(4)}`);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([503, '120']);
  expect((await fetch(`${albums}/nope`)).status).toBe(400);
  await app.close();
});

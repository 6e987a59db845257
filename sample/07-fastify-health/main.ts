import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FakeSpotify } from 'nestjs-spotify/testing';
import { AppModule } from './app.module.js';

// A fake, because the sample makes it fail.
const fake = await FakeSpotify.listen();
const { apiUrl, accountsUrl } = fake;
const options = { clientId: 'id', clientSecret: 'secret', apiUrl, accountsUrl };
const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.with(options),
  new FastifyAdapter(),
  { logger: false },
);
await app.listen(0, '127.0.0.1');
const url = await app.getUrl();

const album = (n: number) => fetch(`${url}/albums/${fake.catalog.albumId(n)}`);
const health = async () => JSON.stringify(await (await fetch(`${url}/health`)).json());

for (const n of [0, 0, 0, 1]) await album(n);
console.log(`After four calls: ${await health()}`);

fake.quotaExceededNext({ retryAfter: 3600 });
const { status } = await album(2);
console.log(`The quota of albums is spent (a visitor gets ${status}): ${await health()}`);

const page = await (await fetch(`${url}/metrics`)).text();
const lines = page.split('\n').filter((line) => /^nestjs_spotify.*(?:_count|_total)/.test(line));
console.log(`From ${url}/metrics:\n${lines.join('\n')}`);

await app.close();
await fake.close();

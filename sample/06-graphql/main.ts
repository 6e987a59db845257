import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { SpotifyExceptionFilter, SpotifyModule } from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';
import { TracksResolver } from './tracks.resolver.js';

// Extended quota mode, where Spotify has endpoints for several objects at once.
const quotaMode = 'extended';
const fake = await FakeSpotify.listen({ quotaMode });
const { apiUrl, accountsUrl } = fake;

@Module({
  imports: [
    SpotifyModule.forRoot({
      clientId: 'id',
      clientSecret: 'secret',
      apiUrl,
      accountsUrl,
      quotaMode,
    }),
    GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true }),
  ],
  providers: [TracksResolver, { provide: APP_FILTER, useClass: SpotifyExceptionFilter }],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
await app.listen(0, '127.0.0.1');

const query = '{ tracks(words: "light") { name album { name release_date } } }';
const response = await fetch(`${await app.getUrl()}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
const { data } = (await response.json()) as { data: { tracks: { name: string; album: object }[] } };
console.log(query);
for (const { name, album } of data.tracks.slice(0, 3)) console.log(name, album);
console.log(`… ${data.tracks.length} tracks, each with a look-up of its album.`);

const requests = fake.requests.filter(({ service }) => service === 'api');
console.log(
  `${requests.length} requests to Spotify: ${requests.map(({ path }) => path).join(', ')}`,
);

await app.close();
await fake.close();

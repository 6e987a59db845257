import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InjectSpotify, SpotifyCatalogService, SpotifyModule } from 'nestjs-spotify';
import { connect } from '../connection.js';

const { SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET } = process.env;
const spotify = await connect(SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET);

/** What one search finds in two countries. Each client has a token, a cache and limits of its own. */
@Injectable()
class MarketsService {
  constructor(
    @InjectSpotify(SpotifyCatalogService, 'sweden') private readonly sweden: SpotifyCatalogService,
    @InjectSpotify(SpotifyCatalogService, 'britain')
    private readonly britain: SpotifyCatalogService,
  ) {}

  async audiobooks(words: string): Promise<Record<string, string[]>> {
    const [sweden, britain] = await Promise.all(
      [this.sweden, this.britain].map((catalog) =>
        catalog.search.query(words, ['audiobook'], { limit: 5 }),
      ),
    );
    return {
      Sweden: sweden!.audiobooks.items.map(({ name }) => name),
      Britain: britain!.audiobooks.items.map(({ name }) => name),
    };
  }
}

@Module({
  imports: [
    SpotifyModule.forRoot({ ...spotify.options, name: 'sweden', market: 'SE' }),
    SpotifyModule.forRoot({ ...spotify.options, name: 'britain', market: 'GB' }),
  ],
  providers: [MarketsService],
})
class AppModule {}

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'] });
console.log(`Audiobooks in ${spotify.name}:`);
for (const [country, names] of Object.entries(await app.get(MarketsService).audiobooks('light'))) {
  console.log(`${country}: ${names.join(' · ') || 'none'}`);
}
await app.close();
await spotify.close();

import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SpotifyAuthService, SpotifyModule } from 'nestjs-spotify';
import { connect } from '../connection.js';

/** On demand: always a token that is valid now, requested only when there is none. */
@Injectable()
class RadioService {
  constructor(private readonly auth: SpotifyAuthService) {}

  async authorization(): Promise<string> {
    const { tokenType, accessToken } = await this.auth.getAccessToken();
    return `${tokenType} ${accessToken}`;
  }
}

const { SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET } = process.env;
const spotify = await connect(SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET);

@Module({ imports: [SpotifyModule.forRoot(spotify.options)], providers: [RadioService] })
class AppModule {}

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error', 'warn'] });

// Once: a grant of its own. Printed, a token hides its secret.
const token = await app.get(SpotifyAuthService).requestToken();
console.log(`Requested once from ${spotify.name}: ${token.toString()}`);

const radio = app.get(RadioService);
const headers = await Promise.all(Array.from({ length: 100 }, () => radio.authorization()));
console.log(`On demand: 100 callers, ${new Set(headers).size} grant`);

await app.close();
await spotify.close();

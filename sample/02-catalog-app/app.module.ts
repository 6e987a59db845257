import { Module } from '@nestjs/common';
import { SpotifyModule } from 'nestjs-spotify';
import type { Connection } from '../connection.js';
import { AlbumsController } from './albums.controller.js';
import { ArtistsController } from './artists.controller.js';
import { SearchController } from './search.controller.js';
import { SPOTIFY_SOURCE, SpotifySourceModule } from './spotify-source.module.js';
import { TracksController } from './tracks.controller.js';

@Module({
  imports: [
    SpotifySourceModule,
    SpotifyModule.forRootAsync({
      imports: [SpotifySourceModule],
      inject: [SPOTIFY_SOURCE],
      useFactory: ({ options }: Connection) => ({ ...options, market: 'SE' }),
    }),
  ],
  controllers: [AlbumsController, ArtistsController, SearchController, TracksController],
})
export class AppModule {}

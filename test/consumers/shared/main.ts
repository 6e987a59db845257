// A program over the README's module, for bundlers and compilers: what it finds wrong ends it.
import 'reflect-metadata';
import { equal, rejects } from 'node:assert/strict';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type Album,
  getSpotifyToken,
  SpotifyAlbumsService,
  SpotifyArtistsService,
  SpotifyCatalogService,
  SpotifyModule,
  SpotifyNotFoundError,
  SpotifyTracksService,
} from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';

async function main(): Promise<void> {
  const fake = await FakeSpotify.listen();
  const { apiUrl, accountsUrl } = fake;
  const spotify = SpotifyModule.forRootAsync({
    name: 'label',
    useFactory: () => ({ clientId: 'id', clientSecret: 'secret', apiUrl, accountsUrl }),
  });

  @Module({ imports: [spotify] })
  class MainModule {}

  const app = await NestFactory.createApplicationContext(MainModule, { logger: ['error'] });
  const catalog = app.get<SpotifyCatalogService>(getSpotifyToken(SpotifyCatalogService, 'label'));
  const { albums } = catalog;
  const album: Album = await albums.get(fake.catalog.albumId(0));
  const tracks = await albums.tracks(album.id).toArray();
  equal(tracks.length, album.total_tracks);
  await rejects(albums.get('0'.repeat(22)), SpotifyNotFoundError);
  // A named client's providers stay apart where a bundler has shortened the names of classes.
  equal(app.get(getSpotifyToken(SpotifyAlbumsService, 'label')), catalog.albums);
  equal(app.get(getSpotifyToken(SpotifyArtistsService, 'label')), catalog.artists);
  equal(app.get(getSpotifyToken(SpotifyTracksService, 'label')), catalog.tracks);
  await app.close();
  await fake.close();
  console.log('it works');
}

void main();

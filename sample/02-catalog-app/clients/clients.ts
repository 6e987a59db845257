import { BadRequestException, Inject, Injectable } from '@nestjs/common';
import {
  InjectSpotify,
  type QuotaMode,
  SpotifyCatalogService,
  SpotifyStatusService,
} from 'nestjs-spotify';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import { SOURCE, type Source } from './source.module.js';

/** What the app has of each of its two Spotify clients. */
export interface SpotifyClient {
  readonly mode: QuotaMode;
  readonly catalog: SpotifyCatalogService;
  readonly status: SpotifyStatusService;
  /** The fake that the client talks to, if it is one. */
  readonly fake?: FakeSpotify;
}

/** The app's two Spotify clients, by quota mode. */
@Injectable()
export class Clients {
  /** The mode of requests that name none: with the fake the one that shows more, else the one that every app has. */
  readonly defaultMode: QuotaMode;
  private readonly development: SpotifyClient;
  private readonly extended: SpotifyClient;

  constructor(
    @InjectSpotify(SpotifyCatalogService, 'development') development: SpotifyCatalogService,
    @InjectSpotify(SpotifyStatusService, 'development') developmentStatus: SpotifyStatusService,
    @InjectSpotify(SpotifyCatalogService, 'extended') extended: SpotifyCatalogService,
    @InjectSpotify(SpotifyStatusService, 'extended') extendedStatus: SpotifyStatusService,
    @Inject(SOURCE) source: Source,
  ) {
    this.development = {
      mode: 'development',
      catalog: development,
      status: developmentStatus,
      fake: source.development.fake,
    };
    this.extended = {
      mode: 'extended',
      catalog: extended,
      status: extendedStatus,
      fake: source.extended.fake,
    };
    this.defaultMode = this.extended.fake ? 'extended' : 'development';
  }

  of(mode: unknown = this.defaultMode): SpotifyClient {
    if (mode === 'development') return this.development;
    if (mode === 'extended') return this.extended;
    throw new BadRequestException('mode is development or extended');
  }
}

import { Injectable } from '@nestjs/common';
import { SpotifyAlbumsService } from './albums.service.js';
import { SpotifyArtistsService } from './artists.service.js';
import { SpotifySearchService } from './search.service.js';
import { SpotifyTracksService } from './tracks.service.js';

/** Spotify's catalogue, a service a resource; each of them is injectable alone, too. */
@Injectable()
export class SpotifyCatalogService {
  constructor(
    readonly albums: SpotifyAlbumsService,
    readonly artists: SpotifyArtistsService,
    readonly search: SpotifySearchService,
    readonly tracks: SpotifyTracksService,
  ) {}
}

export const CATALOG_SERVICES = [
  SpotifyCatalogService,
  SpotifyAlbumsService,
  SpotifyArtistsService,
  SpotifySearchService,
  SpotifyTracksService,
];

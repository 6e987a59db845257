import { Injectable } from '@nestjs/common';
import { SpotifyAlbumsService } from './albums.service.js';
import { SpotifyArtistsService } from './artists.service.js';
import { SpotifyAudiobooksService } from './audiobooks.service.js';
import { SpotifyBrowseService } from './browse.service.js';
import { SpotifyChaptersService } from './chapters.service.js';
import { SpotifyEpisodesService } from './episodes.service.js';
import { SpotifyGenresService } from './genres.service.js';
import { SpotifyMarketsService } from './markets.service.js';
import { SpotifyPlaylistsService } from './playlists.service.js';
import { SpotifyRecommendationsService } from './recommendations.service.js';
import { SpotifySearchService } from './search.service.js';
import { SpotifyShowsService } from './shows.service.js';
import { SpotifyTracksService } from './tracks.service.js';
import { SpotifyUsersService } from './users.service.js';

/** Spotify's catalogue, a service a resource; each of them is injectable alone, too. */
@Injectable()
export class SpotifyCatalogService {
  constructor(
    readonly albums: SpotifyAlbumsService,
    readonly artists: SpotifyArtistsService,
    readonly audiobooks: SpotifyAudiobooksService,
    readonly browse: SpotifyBrowseService,
    readonly chapters: SpotifyChaptersService,
    readonly episodes: SpotifyEpisodesService,
    readonly genres: SpotifyGenresService,
    readonly markets: SpotifyMarketsService,
    readonly playlists: SpotifyPlaylistsService,
    readonly recommendations: SpotifyRecommendationsService,
    readonly search: SpotifySearchService,
    readonly shows: SpotifyShowsService,
    readonly tracks: SpotifyTracksService,
    readonly users: SpotifyUsersService,
  ) {}
}

export const CATALOG_SERVICES = [
  SpotifyCatalogService,
  SpotifyAlbumsService,
  SpotifyArtistsService,
  SpotifyAudiobooksService,
  SpotifyBrowseService,
  SpotifyChaptersService,
  SpotifyEpisodesService,
  SpotifyGenresService,
  SpotifyMarketsService,
  SpotifyPlaylistsService,
  SpotifyRecommendationsService,
  SpotifySearchService,
  SpotifyShowsService,
  SpotifyTracksService,
  SpotifyUsersService,
];

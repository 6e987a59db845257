import { Injectable } from '@nestjs/common';
import { SpotifyAlbumsService } from './resources/albums.service.js';
import { SpotifyArtistsService } from './resources/artists.service.js';
import { SpotifyAudiobooksService } from './resources/audiobooks.service.js';
import { SpotifyBrowseService } from './resources/browse.service.js';
import { SpotifyChaptersService } from './resources/chapters.service.js';
import { SpotifyEpisodesService } from './resources/episodes.service.js';
import { SpotifyGenresService } from './resources/genres.service.js';
import { SpotifyMarketsService } from './resources/markets.service.js';
import { SpotifyPlaylistsService } from './resources/playlists.service.js';
import { SpotifyRecommendationsService } from './resources/recommendations.service.js';
import { SpotifySearchService } from './resources/search.service.js';
import { SpotifyShowsService } from './resources/shows.service.js';
import { SpotifyTracksService } from './resources/tracks.service.js';
import { SpotifyUsersService } from './resources/users.service.js';

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

import { Injectable } from '@nestjs/common';
import { invalidInput, SpotifyNotFoundError } from '../errors/api.errors.js';
import { parseSpotifyLink } from '../ids/spotify-link.js';
import type { Audiobook, Chapter } from '../models/audiobooks.js';
import type { Album, Artist, Track } from '../models/music.js';
import type { Playlist, PublicUser } from '../models/playlists.js';
import type { Episode, Show } from '../models/podcasts.js';
import { endOf } from '../pipeline/spotify-http.service.js';
import type { MarketOptions } from './call.options.js';
import { nullIfNotFound } from './catalog.client.js';
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

/** Spotify's catalogue, one service per resource. Each service can also be injected by itself. */
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

  /**
   * The object that a Spotify link or URI leads to, told apart by its `type`. A link to a show or an episode may lead to
   * an audiobook or a chapter: it does where Spotify knows no such show or episode.
   *
   * @param text - anything that `parseSpotifyLink()` reads
   * @throws SpotifyBadRequestError for anything else; SpotifyNotFoundError when there is no such object
   */
  async resolve(text: string, options?: MarketOptions): Promise<ResolvedObject> {
    const link = parseSpotifyLink(text);
    if (!link) throw notALink(text);
    const { type, id } = link;
    const call = { ...options, until: endOf(options?.deadline) };
    switch (type) {
      case 'album':
        return this.albums.get(id, call);
      case 'artist':
        return this.artists.get(id, call);
      case 'audiobook':
        return this.audiobooks.get(id, call);
      case 'chapter':
        return this.chapters.get(id, call);
      case 'episode':
        return firstFound(this.episodes.get(id, call), () => this.chapters.get(id, call));
      case 'playlist':
        return this.playlists.get(id, call);
      case 'show':
        return firstFound(this.shows.get(id, call), () => this.audiobooks.get(id, call));
      case 'track':
        return this.tracks.get(id, call);
      case 'user':
      default:
        return this.users.get(id, call);
    }
  }
}

/** What `resolve()` finds. */
export type ResolvedObject =
  | Album
  | Artist
  | Audiobook
  | Chapter
  | Episode
  | Playlist
  | PublicUser
  | Show
  | Track;

/** The first object, or where that is a 404 the second. Where both are, the error is about what the link says. */
async function firstFound<A, B>(first: Promise<A>, second: () => Promise<B>): Promise<A | B> {
  try {
    return await first;
  } catch (error) {
    if (!(error instanceof SpotifyNotFoundError)) throw error;
    const found = await second().catch(nullIfNotFound);
    if (found === null) throw error;
    return found;
  }
}

function notALink(text: unknown): Error {
  const shown = typeof text === 'string' ? JSON.stringify(text.slice(0, 100)) : String(text);
  return invalidInput(
    `${shown} is not a Spotify link or URI. Expected one such as https://open.spotify.com/album/… or spotify:album:…; ` +
      'an id by itself does not tell its type',
  );
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

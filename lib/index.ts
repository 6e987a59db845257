/**
 * The module, the catalogue's services, the errors, and Spotify's objects as types.
 *
 * @module nestjs-spotify
 */

export { SpotifyModule, type SpotifyModuleAsyncOptions } from './spotify.module.js';
export { SPOTIFY_OPTIONS, type SpotifyModuleExtras } from './spotify.module-definition.js';
export { getSpotifyToken, InjectSpotify } from './spotify.tokens.js';

export type {
  SpotifyCacheOptions,
  SpotifyClientOptions,
  SpotifyCredentialOptions,
  SpotifyCredentials,
  SpotifyModuleOptions,
  SpotifyOptionsFactory,
  SpotifyRateLimitOptions,
  SpotifyRetryOptions,
  SpotifySharing,
  QuotaMode,
} from './options/spotify-module.options.js';
export { SpotifyAccessToken, type AccessTokenFields } from './options/access-token.js';
export { type SpotifyLease, SpotifyStore } from './options/spotify-store.js';
export {
  SpotifyLimitStore,
  type SpotifyBudgetReport,
  type SpotifyBudgetState,
  type SpotifyClose,
  type SpotifyLimitReport,
  type SpotifyLimitState,
} from './options/spotify-limit-store.js';
export { MemoryStore } from './options/memory.store.js';
export type { SpotifyMinTtl, SpotifyResource } from './options/min-ttl.js';

export { SpotifyAuthService, type AbortOptions } from './auth/spotify-auth.service.js';

export { SpotifyHttpService, type CallOptions } from './pipeline/spotify-http.service.js';
export type { CacheMode } from './pipeline/layer.js';
export type { QueryParams } from './pipeline/url.js';
export { SpotifyBearerInterceptor } from './api/bearer.interceptor.js';

export { SpotifyStatusService } from './status/spotify-status.service.js';
export type {
  SpotifyBucketStatus,
  SpotifyCacheStatus,
  SpotifyCircuitStatus,
  SpotifyLimitsStatus,
  SpotifyStatus,
  SpotifyTokenStatus,
} from './status/spotify-status.js';
export type {
  SpotifyCacheMessage,
  SpotifyCallMessage,
  SpotifyCallOutcome,
  SpotifyCircuitMessage,
  SpotifyEndpointMessage,
  SpotifyGrantMessage,
  SpotifyLimitedMessage,
  SpotifyMessage,
  SpotifyRequestMessage,
  SpotifyRetryMessage,
  SpotifyTraceMessage,
} from './diagnostics/messages.js';

export { SpotifyCatalogService, type ResolvedObject } from './catalog/spotify-catalog.service.js';
export { SpotifyAlbumsService } from './catalog/resources/albums.service.js';
export {
  SpotifyArtistsService,
  type AlbumGroup,
  type ArtistAlbumsOptions,
} from './catalog/resources/artists.service.js';
export { SpotifyAudiobooksService } from './catalog/resources/audiobooks.service.js';
export { SpotifyBrowseService } from './catalog/resources/browse.service.js';
export { SpotifyChaptersService } from './catalog/resources/chapters.service.js';
export { SpotifyEpisodesService } from './catalog/resources/episodes.service.js';
export { SpotifyGenresService } from './catalog/resources/genres.service.js';
export { SpotifyMarketsService } from './catalog/resources/markets.service.js';
export {
  SpotifyPlaylistsService,
  type FilteredPlaylistOptions,
  type PlaylistOptions,
} from './catalog/resources/playlists.service.js';
export type { DeepPartial } from './catalog/playlist-fields.js';
export {
  SpotifyRecommendationsService,
  type RecommendationOptions,
  type RecommendationTuning,
} from './catalog/resources/recommendations.service.js';
export { SpotifySearchService, type SearchOptions } from './catalog/resources/search.service.js';
export { searchQuery, type SearchQueryParts } from './catalog/search-query.js';
export type { SearchType } from './catalog/parameters.js';
export { SpotifyShowsService } from './catalog/resources/shows.service.js';
export { SpotifyTracksService } from './catalog/resources/tracks.service.js';
export { SpotifyUsersService } from './catalog/resources/users.service.js';
export { SpotifyPager, type ToArrayOptions } from './catalog/spotify-pager.js';
export type { LocaleOptions, MarketOptions, PageOptions } from './catalog/call.options.js';

export type {
  Album,
  ArtistDiscographyAlbum,
  Artist,
  LinkedTrack,
  SimplifiedAlbum,
  SimplifiedArtist,
  SimplifiedTrack,
  Track,
} from './models/music.js';
export type {
  AudioAnalysisMeta,
  AudioAnalysisTrack,
  AudioAnalysis,
  AudioFeatures,
  Section,
  Segment,
  TimeInterval,
} from './models/audio.js';
export type {
  Audiobook,
  Author,
  ChapterRestrictions,
  Chapter,
  Narrator,
  SimplifiedAudiobook,
  SimplifiedChapter,
} from './models/audiobooks.js';
export type {
  Category,
  RecommendationSeed,
  Recommendations,
  SearchPages,
  SearchResults,
} from './models/discovery.js';
export type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Open,
  Page,
  Restrictions,
  ResumePoint,
} from './models/common.js';
export type { Episode, Show, SimplifiedEpisode, SimplifiedShow } from './models/podcasts.js';
export type {
  CatalogPlaylistItem,
  FormerPlaylistItem,
  LocalAlbum,
  LocalArtist,
  LocalPlaylistItem,
  LocalTrack,
  PlaylistItem,
  PlaylistOwner,
  PlaylistTracksRef,
  PlaylistUser,
  Playlist,
  PublicUser,
  SimplifiedPlaylist,
} from './models/playlists.js';

/** All of the file, for only then can an app augment `SpotifyTypes` under this package's name. */
export type { SpotifyTypes } from './models/spotify-types.js';

export { parseSpotifyId, type SpotifyIdType } from './ids/spotify-id.js';
export { parseSpotifyLink, type SpotifyLink, type SpotifyLinkType } from './ids/spotify-link.js';
export { ParseSpotifyIdPipe } from './ids/parse-spotify-id.pipe.js';

export {
  SpotifyConfigError,
  type SpotifyConfigErrorInit,
  SpotifyError,
  SpotifyUnavailableError,
  type SpotifyUnavailableErrorInit,
} from './errors/base.errors.js';
export {
  type RequestInfo,
  SpotifyNetworkError,
  type SpotifyNetworkErrorInit,
  SpotifyRequestError,
  type SpotifyRequestErrorInit,
  SpotifyResponseError,
  type SpotifyResponseErrorInit,
  SpotifyTimeoutError,
  type SpotifyTimeoutErrorInit,
} from './errors/request.errors.js';
export { SpotifyAuthError, type SpotifyAuthErrorInit } from './errors/auth.error.js';
export {
  SpotifyApiError,
  type SpotifyApiErrorInit,
  SpotifyBadRequestError,
  type SpotifyBadRequestErrorInit,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  type SpotifyRateLimitErrorInit,
  type SpotifyRateLimitReason,
  SpotifyServerError,
  type SpotifyServerErrorInit,
  SpotifyUnauthorizedError,
} from './errors/api.errors.js';
export { SpotifyExceptionFilter } from './errors/spotify-exception.filter.js';

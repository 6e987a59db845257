export { SpotifyModule } from './spotify.module.js';
export { SPOTIFY_OPTIONS, type SpotifyModuleExtras } from './spotify.module-definition.js';
export { getSpotifyToken, InjectSpotify } from './spotify.tokens.js';
export type {
  SpotifyCacheOptions,
  SpotifyCredentials,
  SpotifyModuleOptions,
  SpotifyOptionsFactory,
  SpotifyRateLimitOptions,
  SpotifyRetryOptions,
  SpotifySharing,
} from './options/spotify-module.options.js';
export type { QuotaMode } from './options/quota-mode.js';

export { SpotifyAuthService, type AbortOptions } from './auth/spotify-auth.service.js';
export { SpotifyAccessToken, type AccessTokenFields } from './auth/spotify-access-token.js';
export { SpotifyTokenStore } from './auth/spotify-token.store.js';

export { SpotifyHttpService, type CallOptions } from './http/spotify-http.service.js';
export {
  SpotifyResponseStore,
  type SpotifyStoredResponse,
} from './http/cache/spotify-response.store.js';
export type { QueryParams } from './http/query.js';
export { SpotifyBearerInterceptor } from './transport/bearer.interceptor.js';

export { SpotifyCatalogService } from './catalog/spotify-catalog.service.js';
export { SpotifyAlbumsService } from './catalog/albums.service.js';
export {
  SpotifyArtistsService,
  type AlbumGroup,
  type ArtistAlbumsOptions,
} from './catalog/artists.service.js';
export { SpotifyAudiobooksService } from './catalog/audiobooks.service.js';
export { SpotifyBrowseService } from './catalog/browse.service.js';
export { SpotifyChaptersService } from './catalog/chapters.service.js';
export { SpotifyEpisodesService } from './catalog/episodes.service.js';
export { SpotifyGenresService } from './catalog/genres.service.js';
export { SpotifyMarketsService } from './catalog/markets.service.js';
export { SpotifyPlaylistsService } from './catalog/playlists.service.js';
export {
  SpotifyRecommendationsService,
  type RecommendationOptions,
  type RecommendationTuning,
} from './catalog/recommendations.service.js';
export { SpotifySearchService, type SearchOptions } from './catalog/search.service.js';
export { searchQuery, type SearchQueryParts } from './catalog/search-query.js';
export type { SearchType } from './catalog/parameters.js';
export { SpotifyShowsService } from './catalog/shows.service.js';
export { SpotifyTracksService } from './catalog/tracks.service.js';
export { SpotifyUsersService } from './catalog/users.service.js';
export { SpotifyPager, type ToArrayOptions } from './catalog/paging/spotify-pager.js';
export type { LocaleOptions, MarketOptions, PageOptions } from './catalog/call.options.js';

export type { Album } from './model/album.js';
export type { ArtistDiscographyAlbum } from './model/artist-discography-album.js';
export type { Artist } from './model/artist.js';
export type { AudioAnalysisMeta } from './model/audio-analysis-meta.js';
export type { AudioAnalysisTrack } from './model/audio-analysis-track.js';
export type { AudioAnalysis } from './model/audio-analysis.js';
export type { AudioFeatures } from './model/audio-features.js';
export type { Audiobook } from './model/audiobook.js';
export type { Author } from './model/author.js';
export type { Category } from './model/category.js';
export type { ChapterRestrictions } from './model/chapter-restrictions.js';
export type { Chapter } from './model/chapter.js';
export type { Copyright } from './model/copyright.js';
export type { Episode } from './model/episode.js';
export type { ExternalIds } from './model/external-ids.js';
export type { ExternalUrls } from './model/external-urls.js';
export type { FeaturedPlaylists } from './model/featured-playlists.js';
export type { Followers } from './model/followers.js';
export type { Image } from './model/image.js';
export type { LinkedTrack } from './model/linked-track.js';
export type { Narrator } from './model/narrator.js';
export type { Open } from './model/open.js';
export type { Page } from './model/page.js';
export type { PlaylistItem } from './model/playlist-item.js';
export type { PlaylistOwner } from './model/playlist-owner.js';
export type { PlaylistTracksRef } from './model/playlist-tracks-ref.js';
export type { PlaylistUser } from './model/playlist-user.js';
export type { Playlist } from './model/playlist.js';
export type { PublicUser } from './model/public-user.js';
export type { RecommendationSeed } from './model/recommendation-seed.js';
export type { Recommendations } from './model/recommendations.js';
export type { Restrictions } from './model/restrictions.js';
export type { ResumePoint } from './model/resume-point.js';
export type { SearchPages } from './model/search-pages.js';
export type { SearchResults } from './model/search-results.js';
export type { Section } from './model/section.js';
export type { Segment } from './model/segment.js';
export type { Show } from './model/show.js';
export type { SimplifiedAlbum } from './model/simplified-album.js';
export type { SimplifiedArtist } from './model/simplified-artist.js';
export type { SimplifiedAudiobook } from './model/simplified-audiobook.js';
export type { SimplifiedChapter } from './model/simplified-chapter.js';
export type { SimplifiedEpisode } from './model/simplified-episode.js';
export type { SimplifiedPlaylist } from './model/simplified-playlist.js';
export type { SimplifiedShow } from './model/simplified-show.js';
export type { SimplifiedTrack } from './model/simplified-track.js';
export type { TimeInterval } from './model/time-interval.js';
export type { Track } from './model/track.js';

export { parseSpotifyId, type SpotifyIdType } from './ids/spotify-id.js';
export { ParseSpotifyIdPipe } from './ids/parse-spotify-id.pipe.js';

export { SpotifyError } from './errors/spotify.error.js';
export { SpotifyApiError } from './errors/spotify-api.error.js';
export { SpotifyAuthError } from './errors/spotify-auth.error.js';
export { SpotifyBadRequestError } from './errors/spotify-bad-request.error.js';
export { SpotifyConfigError } from './errors/spotify-config.error.js';
export { SpotifyForbiddenError } from './errors/spotify-forbidden.error.js';
export { SpotifyNetworkError } from './errors/spotify-network.error.js';
export { SpotifyNotFoundError } from './errors/spotify-not-found.error.js';
export { SpotifyRateLimitError } from './errors/spotify-rate-limit.error.js';
export { SpotifyResponseError } from './errors/spotify-response.error.js';
export { SpotifyServerError } from './errors/spotify-server.error.js';
export { SpotifyTimeoutError } from './errors/spotify-timeout.error.js';
export { SpotifyUnauthorizedError } from './errors/spotify-unauthorized.error.js';
export { SpotifyUnavailableError } from './errors/spotify-unavailable.error.js';
export { SpotifyExceptionFilter } from './errors/spotify-exception.filter.js';

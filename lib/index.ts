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
export { SpotifySearchService, type SearchOptions } from './catalog/search.service.js';
export type { SearchType } from './catalog/parameters.js';
export { SpotifyTracksService } from './catalog/tracks.service.js';
export { SpotifyPager, type ToArrayOptions } from './catalog/paging/spotify-pager.js';
export type { LocaleOptions, MarketOptions, PageOptions } from './catalog/call.options.js';

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

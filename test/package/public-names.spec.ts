import { readFileSync } from 'node:fs';
import * as library from 'nestjs-spotify';
import * as cacheManager from 'nestjs-spotify/cache-manager';
import * as otel from 'nestjs-spotify/otel';
import * as terminus from 'nestjs-spotify/terminus';
import * as redis from 'nestjs-spotify/redis';
import * as testing from 'nestjs-spotify/testing';

/** What an entry point exports as types: names in its source that do not exist at run time. */
function typesOf(entry: string, values: object): string[] {
  const source = readFileSync(entry, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const names = [...source.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.replace(/^\s*type\s/, '').trim()),
  );
  return names.filter((name) => name && !(name in values)).toSorted();
}

describe('nestjs-spotify', () => {
  it('exports these values', () => {
    expect(Object.keys(library).toSorted()).toMatchInlineSnapshot(`
[
  "InjectSpotify",
  "MemoryStore",
  "ParseSpotifyIdPipe",
  "SPOTIFY_OPTIONS",
  "SpotifyAccessToken",
  "SpotifyAlbumsService",
  "SpotifyApiError",
  "SpotifyArtistsService",
  "SpotifyAudiobooksService",
  "SpotifyAuthError",
  "SpotifyAuthService",
  "SpotifyBadRequestError",
  "SpotifyBearerInterceptor",
  "SpotifyBrowseService",
  "SpotifyCatalogService",
  "SpotifyChaptersService",
  "SpotifyConfigError",
  "SpotifyEpisodesService",
  "SpotifyError",
  "SpotifyExceptionFilter",
  "SpotifyForbiddenError",
  "SpotifyGenresService",
  "SpotifyHttpService",
  "SpotifyLimitStore",
  "SpotifyMarketsService",
  "SpotifyModule",
  "SpotifyNetworkError",
  "SpotifyNotFoundError",
  "SpotifyPager",
  "SpotifyPlaylistsService",
  "SpotifyRateLimitError",
  "SpotifyRecommendationsService",
  "SpotifyRequestError",
  "SpotifyResponseError",
  "SpotifySearchService",
  "SpotifyServerError",
  "SpotifyShowsService",
  "SpotifyStatusService",
  "SpotifyStore",
  "SpotifyTimeoutError",
  "SpotifyTracksService",
  "SpotifyUnauthorizedError",
  "SpotifyUnavailableError",
  "SpotifyUsersService",
  "getSpotifyToken",
  "parseSpotifyId",
  "parseSpotifyLink",
  "searchQuery",
]
`);
  });

  it('exports these types', () => {
    expect(typesOf('lib/index.ts', library)).toMatchInlineSnapshot(`
[
  "AbortOptions",
  "AccessTokenFields",
  "Album",
  "AlbumGroup",
  "Artist",
  "ArtistAlbumsOptions",
  "ArtistDiscographyAlbum",
  "AudioAnalysis",
  "AudioAnalysisMeta",
  "AudioAnalysisTrack",
  "AudioFeatures",
  "Audiobook",
  "Author",
  "CacheMode",
  "CallOptions",
  "CatalogPlaylistItem",
  "Category",
  "Chapter",
  "ChapterRestrictions",
  "Copyright",
  "DeepPartial",
  "Episode",
  "ExternalIds",
  "ExternalUrls",
  "FilteredPlaylistOptions",
  "Followers",
  "FormerPlaylistItem",
  "Image",
  "LinkedTrack",
  "LocalAlbum",
  "LocalArtist",
  "LocalPlaylistItem",
  "LocalTrack",
  "LocaleOptions",
  "MarketOptions",
  "Narrator",
  "Open",
  "Page",
  "PageOptions",
  "Playlist",
  "PlaylistItem",
  "PlaylistOptions",
  "PlaylistOwner",
  "PlaylistTracksRef",
  "PlaylistUser",
  "PublicUser",
  "QueryParams",
  "QuotaMode",
  "RecommendationOptions",
  "RecommendationSeed",
  "RecommendationTuning",
  "Recommendations",
  "RequestInfo",
  "ResolvedObject",
  "Restrictions",
  "ResumePoint",
  "SearchOptions",
  "SearchPages",
  "SearchQueryParts",
  "SearchResults",
  "SearchType",
  "Section",
  "Segment",
  "Show",
  "SimplifiedAlbum",
  "SimplifiedArtist",
  "SimplifiedAudiobook",
  "SimplifiedChapter",
  "SimplifiedEpisode",
  "SimplifiedPlaylist",
  "SimplifiedShow",
  "SimplifiedTrack",
  "SpotifyApiErrorInit",
  "SpotifyAuthErrorInit",
  "SpotifyBadRequestErrorInit",
  "SpotifyBucketStatus",
  "SpotifyBudgetReport",
  "SpotifyBudgetState",
  "SpotifyCacheMessage",
  "SpotifyCacheOptions",
  "SpotifyCacheStatus",
  "SpotifyCallMessage",
  "SpotifyCallOutcome",
  "SpotifyCircuitMessage",
  "SpotifyCircuitStatus",
  "SpotifyClientOptions",
  "SpotifyClose",
  "SpotifyConfigErrorInit",
  "SpotifyCredentialOptions",
  "SpotifyCredentials",
  "SpotifyEndpointMessage",
  "SpotifyGrantMessage",
  "SpotifyIdType",
  "SpotifyLease",
  "SpotifyLimitReport",
  "SpotifyLimitState",
  "SpotifyLimitedMessage",
  "SpotifyLimitsStatus",
  "SpotifyLink",
  "SpotifyLinkType",
  "SpotifyMessage",
  "SpotifyMinTtl",
  "SpotifyModuleAsyncOptions",
  "SpotifyModuleExtras",
  "SpotifyModuleOptions",
  "SpotifyNetworkErrorInit",
  "SpotifyOptionsFactory",
  "SpotifyRateLimitErrorInit",
  "SpotifyRateLimitOptions",
  "SpotifyRateLimitReason",
  "SpotifyRequestErrorInit",
  "SpotifyRequestMessage",
  "SpotifyResource",
  "SpotifyResponseErrorInit",
  "SpotifyRetryMessage",
  "SpotifyRetryOptions",
  "SpotifyServerErrorInit",
  "SpotifySharing",
  "SpotifyStatus",
  "SpotifyTimeoutErrorInit",
  "SpotifyTokenStatus",
  "SpotifyTraceMessage",
  "SpotifyTypes",
  "SpotifyUnavailableErrorInit",
  "TimeInterval",
  "ToArrayOptions",
  "Track",
]
`);
  });
});

describe('nestjs-spotify/testing', () => {
  it('exports these values', () => {
    expect(Object.keys(testing).toSorted()).toMatchInlineSnapshot(`
[
  "FakeAdditions",
  "FakeCatalog",
  "FakeSpotify",
  "SpotifyTestingModule",
  "buildAlbum",
  "buildArtist",
  "buildAudiobook",
  "buildChapter",
  "buildEpisode",
  "buildPage",
  "buildPlaylist",
  "buildShow",
  "buildTrack",
  "overrideSpotify",
]
`);
  });

  it('exports these types', () => {
    expect(typesOf('lib/testing/index.ts', testing)).toMatchInlineSnapshot(`
[
  "AddedPlaylist",
  "FakeAnswer",
  "FakeAnswerOptions",
  "FakeAnswerResponse",
  "FakeClosedEndpointOptions",
  "FakeFailureOptions",
  "FakeFaultOptions",
  "FakeQuotaOptions",
  "FakeRateLimitOptions",
  "FakeRequest",
  "FakeRequestRecord",
  "FakeService",
  "FakeSpotifyOptions",
  "SpotifyTestingOptions",
]
`);
  });
});

describe('the entries for OpenTelemetry and terminus', () => {
  it('export these values', () => {
    expect({ otel: Object.keys(otel), terminus: Object.keys(terminus) }).toMatchInlineSnapshot(`
{
  "otel": [
    "instrumentSpotify",
  ],
  "terminus": [
    "SpotifyHealthIndicator",
  ],
}
`);
  });

  it('export these types', () => {
    const types = {
      otel: typesOf('lib/otel/index.ts', otel),
      terminus: typesOf('lib/terminus/index.ts', terminus),
    };
    expect(types).toMatchInlineSnapshot(`
{
  "otel": [
    "InstrumentSpotifyOptions",
  ],
  "terminus": [
    "SpotifyHealthOptions",
  ],
}
`);
  });
});

describe('nestjs-spotify/redis and nestjs-spotify/cache-manager', () => {
  it('export these values', () => {
    expect(Object.keys({ ...redis, ...cacheManager }).toSorted()).toMatchInlineSnapshot(`
[
  "cacheManagerSharing",
  "redisSharing",
]
`);
  });

  it('export these types', () => {
    expect([
      ...typesOf('lib/redis/index.ts', redis),
      ...typesOf('lib/cache-manager/index.ts', cacheManager),
    ]).toMatchInlineSnapshot(`
[
  "CallClient",
  "CustomCommandClient",
  "RedisClient",
  "RedisSharing",
  "RedisSharingOptions",
  "SendCommandClient",
  "SendCommandCluster",
  "SendCommandSentinel",
  "CacheManagerSharing",
  "CacheManagerSharingOptions",
  "KeyValueCache",
]
`);
  });
});

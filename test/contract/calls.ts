import type { RecommendationTuning, SpotifyCatalogService } from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';

const fake = new FakeCatalog();
const market = { market: 'GB' };
/** Without a limit, so that the largest page is requested. */
const page = { offset: 14 };
const some = <T>(id: (n: number) => T) => [id(1), id(2), id(3)];

/** Every attribute that recommendations can be tuned by; all of them take a 1. */
const tuning: RecommendationTuning = Object.fromEntries(
  [
    'Acousticness',
    'Danceability',
    'DurationMs',
    'Energy',
    'Instrumentalness',
    'Key',
    'Liveness',
    'Loudness',
    'Mode',
    'Popularity',
    'Speechiness',
    'Tempo',
    'TimeSignature',
    'Valence',
  ].flatMap((name) => ['min', 'max', 'target'].map((bound) => [bound + name, 1])),
);

type Call = (catalog: SpotifyCatalogService) => Promise<unknown>;

/** A call of every method of the catalogue, with every option it takes. */
export const CALLS: Readonly<Record<string, Call>> = {
  'albums.get': ({ albums }) => albums.get(fake.albumId(1), market),
  'albums.find': ({ albums }) => albums.find(fake.albumId(1), market),
  'albums.findByUpc': ({ albums }) => albums.findByUpc('800000000001', market),
  'albums.getMany': ({ albums }) => albums.getMany(some(fake.albumId.bind(fake)), market),
  'albums.tracks': async ({ albums }) => albums.tracks(fake.albumId(1), { ...market, ...page }),
  'artists.get': ({ artists }) => artists.get(fake.artistId(1)),
  'artists.find': ({ artists }) => artists.find(fake.artistId(1)),
  'artists.getMany': ({ artists }) => artists.getMany(some(fake.artistId.bind(fake))),
  'artists.albums': async ({ artists }) =>
    artists.albums(fake.artistId(1), {
      ...market,
      ...page,
      includeGroups: ['album', 'single', 'appears_on', 'compilation'],
    }),
  'artists.topTracks': ({ artists }) => artists.topTracks(fake.artistId(1), market),
  'artists.relatedArtists': ({ artists }) => artists.relatedArtists(fake.artistId(1)),
  'audiobooks.get': ({ audiobooks }) => audiobooks.get(fake.audiobookId(1), market),
  'audiobooks.find': ({ audiobooks }) => audiobooks.find(fake.audiobookId(1), market),
  'audiobooks.getMany': ({ audiobooks }) =>
    audiobooks.getMany(some(fake.audiobookId.bind(fake)), market),
  'audiobooks.chapters': async ({ audiobooks }) =>
    audiobooks.chapters(fake.audiobookId(1), { ...market, ...page }),
  'browse.categories': async ({ browse }) => browse.categories({ ...page, locale: 'sv_SE' }),
  'browse.category': ({ browse }) => browse.category('jazz', { locale: 'sv_SE' }),
  'browse.categoryPlaylists': async ({ browse }) => browse.categoryPlaylists('jazz', page),
  'browse.featuredPlaylists': async ({ browse }) =>
    browse.featuredPlaylists({ ...page, locale: 'sv_SE' }),
  'browse.newReleases': async ({ browse }) => browse.newReleases(page),
  'chapters.get': ({ chapters }) => chapters.get(fake.chapterId(1), market),
  'chapters.find': ({ chapters }) => chapters.find(fake.chapterId(1), market),
  'chapters.getMany': ({ chapters }) => chapters.getMany(some(fake.chapterId.bind(fake)), market),
  'episodes.get': ({ episodes }) => episodes.get(fake.episodeId(1), market),
  'episodes.find': ({ episodes }) => episodes.find(fake.episodeId(1), market),
  'episodes.getMany': ({ episodes }) => episodes.getMany(some(fake.episodeId.bind(fake)), market),
  'genres.seeds': ({ genres }) => genres.seeds(),
  'markets.list': ({ markets }) => markets.list(),
  'playlists.get': ({ playlists }) => playlists.get(fake.playlistId(1), market),
  'playlists.find': ({ playlists }) =>
    playlists.find(fake.playlistId(1), { ...market, fields: 'id,name' }),
  'playlists.items': async ({ playlists }) =>
    playlists.items(fake.playlistId(1), { ...market, ...page, fields: 'items(item(name))' }),
  'playlists.images': ({ playlists }) => playlists.images(fake.playlistId(1)),
  'playlists.isFollowedBy': ({ playlists }) =>
    playlists.isFollowedBy(fake.playlistId(1), fake.userId(1)),
  'recommendations.get': ({ recommendations }) =>
    recommendations.get({
      ...market,
      limit: 100,
      seedArtists: [fake.artistId(1)],
      seedGenres: ['ambient', 'jazz'],
      seedTracks: [fake.trackId(1)],
      ...tuning,
    }),
  'search.query': ({ search }) =>
    search.query(
      'light',
      ['album', 'artist', 'audiobook', 'episode', 'playlist', 'show', 'track'],
      {
        ...market,
        ...page,
        includeExternal: 'audio',
      },
    ),
  'search.albums': async ({ search }) => search.albums('light', { ...market, ...page }),
  'search.artists': async ({ search }) => search.artists('light', page),
  'search.audiobooks': async ({ search }) => search.audiobooks('light', { ...market, ...page }),
  'search.episodes': async ({ search }) => search.episodes('light', { ...market, ...page }),
  'search.playlists': async ({ search }) => search.playlists('light', page),
  'search.shows': async ({ search }) => search.shows('light', { ...market, ...page }),
  'search.tracks': async ({ search }) => search.tracks('light', page),
  'shows.get': ({ shows }) => shows.get(fake.showId(1), market),
  'shows.find': ({ shows }) => shows.find(fake.showId(1), market),
  'shows.getMany': ({ shows }) => shows.getMany(some(fake.showId.bind(fake)), market),
  'shows.episodes': async ({ shows }) => shows.episodes(fake.showId(1), { ...market, ...page }),
  'tracks.get': ({ tracks }) => tracks.get(fake.trackId(1), market),
  'tracks.find': ({ tracks }) => tracks.find(fake.trackId(1), market),
  'tracks.findByIsrc': ({ tracks }) => tracks.findByIsrc('QZF010000000', market),
  'tracks.getMany': ({ tracks }) => tracks.getMany(some(fake.trackId.bind(fake)), market),
  'tracks.audioFeatures': ({ tracks }) => tracks.audioFeatures(fake.trackId(1)),
  'tracks.manyAudioFeatures': ({ tracks }) =>
    tracks.manyAudioFeatures(some(fake.trackId.bind(fake))),
  'tracks.audioAnalysis': ({ tracks }) => tracks.audioAnalysis(fake.trackId(1)),
  'users.get': ({ users }) => users.get(fake.userId(1)),
  'users.find': ({ users }) => users.find(fake.userId(1)),
  'users.playlists': async ({ users }) => users.playlists(fake.userId(1), page),
};

import { readModels, type ModelShape } from './model-shapes.js';
import { describeWithDocument, readDocument } from '../support/openapi.js';
import { at, propertiesOf, referredTo, type DocumentSchema } from './schema-shapes.js';

/** The schemas that each model describes; a list of names is a path to a schema without a name. */
const PAIRS: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  Album: ['AlbumObject'],
  Artist: ['ArtistObject'],
  ArtistDiscographyAlbum: ['ArtistDiscographyAlbumObject'],
  AudioAnalysis: ['AudioAnalysisObject'],
  AudioAnalysisMeta: [['schemas', 'AudioAnalysisObject', 'properties', 'meta']],
  AudioAnalysisTrack: [['schemas', 'AudioAnalysisObject', 'properties', 'track']],
  AudioFeatures: ['AudioFeaturesObject'],
  Audiobook: ['AudiobookObject'],
  Author: ['AuthorObject'],
  CatalogPlaylistItem: ['PlaylistTrackObject'],
  Category: ['CategoryObject'],
  Chapter: ['ChapterObject'],
  ChapterRestrictions: ['ChapterRestrictionObject'],
  Copyright: ['CopyrightObject'],
  Episode: ['EpisodeObject'],
  ExternalIds: ['ExternalIdObject'],
  ExternalUrls: ['ExternalUrlObject'],
  Followers: ['FollowersObject'],
  Image: ['ImageObject'],
  LinkedTrack: ['LinkedTrackObject'],
  LocalPlaylistItem: ['PlaylistTrackObject'],
  Narrator: ['NarratorObject'],
  Page: [
    'PagingArtistDiscographyAlbumObject',
    'PagingArtistObject',
    'PagingPlaylistObject',
    'PagingPlaylistTrackObject',
    'PagingSimplifiedAlbumObject',
    'PagingSimplifiedAudiobookObject',
    'PagingSimplifiedChapterObject',
    'PagingSimplifiedEpisodeObject',
    'PagingSimplifiedShowObject',
    'PagingSimplifiedTrackObject',
    'PagingTrackObject',
  ],
  Playlist: ['PlaylistObject'],
  PlaylistItem: ['PlaylistTrackObject'],
  PlaylistOwner: ['PlaylistOwnerObject'],
  PlaylistTracksRef: ['PlaylistTracksRefObject'],
  PlaylistUser: ['PlaylistUserObject'],
  PublicUser: ['PublicUserObject'],
  RecommendationSeed: ['RecommendationSeedObject'],
  Recommendations: ['RecommendationsObject'],
  Restrictions: ['AlbumRestrictionObject', 'EpisodeRestrictionObject', 'TrackRestrictionObject'],
  ResumePoint: ['ResumePointObject'],
  SearchPages: [['responses', 'SearchItems', 'content', 'application/json', 'schema']],
  Section: ['SectionObject'],
  Segment: ['SegmentObject'],
  Show: ['ShowObject'],
  SimplifiedAlbum: ['SimplifiedAlbumObject'],
  SimplifiedArtist: ['SimplifiedArtistObject'],
  SimplifiedAudiobook: ['SimplifiedAudiobookObject'],
  SimplifiedChapter: ['SimplifiedChapterObject'],
  SimplifiedEpisode: ['SimplifiedEpisodeObject'],
  SimplifiedPlaylist: ['SimplifiedPlaylistObject'],
  SimplifiedShow: ['SimplifiedShowObject'],
  SimplifiedTrack: ['SimplifiedTrackObject'],
  TimeInterval: ['TimeIntervalObject'],
  Track: ['TrackObject'],
};

/** Models that describe no schema, and why. */
const NO_SCHEMA: Readonly<Record<string, string>> = {
  ExtendedFields: 'makes fields optional',
  FormerPlaylistItem: 'PlaylistItem, but for an optional item',
  LocalAlbum: 'the document describes no local files',
  LocalArtist: 'the document describes no local files',
  LocalTrack: 'the document describes no local files',
  Open: 'a string type, not an object',
  SearchResults: 'picks from SearchPages, which is compared',
  SpotifyTypes: 'what an app states about the types',
};

/** Schemas that no model describes, and why. */
const NO_MODEL: Readonly<Record<string, string>> = {
  PagingFeaturedPlaylistObject: 'browse lists give its page of playlists',
  AlbumBase: 'a part of albums, compared with them',
  AudiobookBase: 'a part of audiobooks, compared with them',
  ChapterBase: 'a part of chapters, compared with them',
  EpisodeBase: 'a part of episodes, compared with them',
  ShowBase: 'a part of shows, compared with them',
  PagingObject: 'a part of pages, compared with them',
  Key: 'a number',
  Loudness: 'a number',
  Mode: 'a number',
  Tempo: 'a number',
  TimeSignature: 'a number',
};

/** Optional in the model though the document does not mark it deprecated, and why. */
const OPTIONAL: Readonly<Record<string, string>> = {
  'ExternalIds.ean': 'some albums have it',
  'ExternalIds.isrc': 'tracks have it, albums do not',
  'ExternalIds.upc': 'albums have it, tracks do not',
  'Playlist.items': 'the document keeps it to playlists of the token’s user',
  'SimplifiedAlbum.is_playable': 'there only when a market is given',
  'SimplifiedAlbum.restrictions': 'there only when something is restricted',
  'SimplifiedAudiobook.edition': 'the document requires all other fields of the object, not this',
  'SimplifiedChapter.is_playable': 'there only when a market is given',
  'SimplifiedChapter.restrictions': 'there only when something is restricted',
  'SimplifiedChapter.resume_point': 'for user tokens only',
  'SimplifiedEpisode.is_playable': 'may be missing where no market is given',
  'SimplifiedEpisode.restrictions': 'there only when something is restricted',
  'SimplifiedEpisode.resume_point': 'for user tokens only',
  'SimplifiedTrack.is_playable': 'there only when a market is given',
  'SimplifiedTrack.restrictions': 'there only when something is restricted',
};

/** May be null in the model though the document does not mark it nullable, and why. */
const NULLABLE: Readonly<Record<string, string>> = {
  'CatalogPlaylistItem.item': 'null when it is gone or unavailable',
  'CatalogPlaylistItem.track': 'the old name of item',
  'Followers.total': 'recorded',
  'LinkedTrack.id': 'recorded on albums’ tracks without a market',
  'LocalPlaylistItem.item': 'as of any other entry',
  'LocalPlaylistItem.track': 'the old name of item',
  'PlaylistBase.description': 'nullable in the full form, and the description says so',
  'PlaylistBase.images': 'recorded of playlists without a picture',
  'PlaylistBase.public': 'the description says so',
  'PlaylistItemBase.added_at': 'the description says so, of very old playlists',
  'PlaylistItemBase.added_by': 'the description says so, of very old playlists',
  'PlaylistTracksRef.total': 'recorded',
  'RecommendationSeed.href': 'the description says so, of genres',
  'SimplifiedShow.html_description': 'recorded in episodes',
  'SimplifiedShow.is_externally_hosted': 'the description says so',
  'SimplifiedShow.total_episodes': 'recorded in episodes',
};

/** In the model though the document lacks it, and why. */
const UNDOCUMENTED: Readonly<Record<string, string>> = {
  'SimplifiedAlbum.is_playable': 'recorded wherever a market is given',
};

const pairs = Object.entries(PAIRS).flatMap(([model, schemas]) =>
  schemas.map((schema) => ({
    model,
    path: typeof schema === 'string' ? ['schemas', schema] : schema,
  })),
);

describeWithDocument('the models', () => {
  let document: unknown;
  let models: ReadonlyMap<string, ModelShape>;

  beforeAll(() => {
    document = readDocument();
    models = readModels();
  });

  function compare(model: string, path: readonly string[], of = document): string[] {
    const schema = propertiesOf(of, at(of, ['components', ...path]));
    return [...disagreements(schema, models.get(model) ?? new Map())];
  }

  it.each(pairs)('agree with the OpenAPI document: $model, $path', ({ model, path }) => {
    expect(compare(model, path)).toEqual([]);
  });

  it('are all compared', () => {
    const known = [...Object.keys(PAIRS), ...Object.keys(NO_SCHEMA)];
    expect([...models.keys()].toSorted()).toEqual(known.toSorted());
  });

  it('cover what the catalogue’s responses contain, and nothing else', () => {
    const named = pairs.flatMap(({ path: [of, name = ''] }) => (of === 'schemas' ? [name] : []));
    const known = new Set([...named, ...Object.keys(NO_MODEL)]);
    expect([...answeredSchemas(document)].toSorted()).toEqual([...known].toSorted());
  });

  it('have no exception that is not needed', () => {
    const properties = [...models.values()].flatMap((model) => Array.from(model.values()));
    const written = (of: 'optional' | 'nullable') =>
      properties.filter((property) => property[of]).map(({ writtenAs }) => writtenAs);
    expect(written('optional')).toEqual(expect.arrayContaining(Object.keys(OPTIONAL)));
    expect(written('nullable')).toEqual(expect.arrayContaining(Object.keys(NULLABLE)));
  });

  it.each([
    ['had one more property', { artist_pick: {} }, 'artist_pick is not in the model'],
    ['marked one deprecated', { name: { deprecated: true } }, 'name should be optional'],
    [
      'still had one that it has removed',
      { album_group: {} },
      'album_group should not be optional',
    ],
    ['had one that can be null', { name: { nullable: true } }, 'name should be null too'],
  ])('would not agree if the document %s', (_, properties, problem) => {
    const path = ['schemas', 'ArtistDiscographyAlbumObject'];
    const spoilt = structuredClone(document);
    Object.assign(propertyHolder(spoilt, path), properties);
    expect(compare('ArtistDiscographyAlbum', path, spoilt)).toEqual([problem]);
  });

  it('would not agree if the document lacked a property', () => {
    const path = ['schemas', 'ArtistDiscographyAlbumObject'];
    const spoilt = structuredClone(document);
    delete propertyHolder(spoilt, path)['album_group'];
    expect(compare('ArtistDiscographyAlbum', path, spoilt)).toEqual([
      'album_group is not in the document',
    ]);
  });
});

function* disagreements(
  schema: Readonly<Record<string, DocumentSchema>>,
  model: ModelShape,
): Generator<string> {
  for (const [name, { deprecated = false, nullable = false }] of Object.entries(schema)) {
    const property = model.get(name);
    if (!property) {
      yield `${name} is not in the model`;
      continue;
    }
    const { writtenAs } = property;
    yield* unlike(name, 'optional', property.optional, deprecated || writtenAs in OPTIONAL);
    yield* unlike(name, 'null too', property.nullable, nullable || writtenAs in NULLABLE);
  }
  for (const [name, { writtenAs }] of model) {
    if (!(name in schema) && !(writtenAs in UNDOCUMENTED)) yield `${name} is not in the document`;
  }
}

function* unlike(name: string, what: string, is: boolean, should: boolean): Generator<string> {
  if (is !== should) yield `${name} should ${should ? '' : 'not '}be ${what}`;
}

/** The schemas in a response to a GET that needs no user. */
function answeredSchemas(document: unknown): ReadonlySet<string> {
  const { paths } = document as { paths: Record<string, { get?: { responses: object } }> };
  const responses = Object.entries(paths)
    .filter(([path]) => !/^\/me(\/|$)/.test(path))
    .map(([, { get }]) => get && (get.responses as Record<string, unknown>)['200']);
  return referredTo(document, responses);
}

/** The properties that a schema adds to what it is made of, to be written to. */
function propertyHolder(document: unknown, path: readonly string[]): Record<string, unknown> {
  return at(document, ['components', ...path, 'allOf', '1']).properties ?? {};
}

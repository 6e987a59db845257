import type { Document, OpenAPIBackend } from 'openapi-backend';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf, type Json } from '../testing/fake.client.js';
import { describeWithDocument, openApi, readDocument } from '../support/openapi.js';
import { differences, type Expectation, type Schema } from './schema-differences.js';

const fakes = {
  development: new FakeSpotify(),
  extended: new FakeSpotify({ quotaMode: 'extended' }),
};
type Mode = keyof typeof fakes;

const { catalog } = fakes.extended;
const ids = (
  name: 'albumId' | 'artistId' | 'trackId' | 'showId' | 'episodeId' | 'audiobookId' | 'chapterId',
  count: number,
) => `ids=${Array.from({ length: count }, (_, n) => catalog[name](n)).join(',')}`;

/** Operation, URL, and the markets to request it with; `''` for none. */
const KEPT: readonly [operationId: string, path: string, markets: readonly string[]][] = [
  ['get-an-album', `/albums/${catalog.albumId(0)}`, ['', 'SE']],
  ['get-an-albums-tracks', `/albums/${catalog.albumId(0)}/tracks`, ['', 'SE']],
  ['get-an-artist', `/artists/${catalog.artistId(0)}`, ['']],
  ['get-an-artists-albums', `/artists/${catalog.artistId(8)}/albums?limit=10`, ['', 'SE']],
  ['get-track', `/tracks/${catalog.trackId(1)}`, ['', 'SE', 'US']],
  ['get-a-show', `/shows/${catalog.showId(0)}`, ['SE']],
  ['get-a-shows-episodes', `/shows/${catalog.showId(0)}/episodes`, ['SE']],
  ['get-an-episode', `/episodes/${catalog.episodeId(0)}`, ['SE']],
  ['get-an-audiobook', `/audiobooks/${catalog.audiobookId(0)}`, ['GB']],
  ['get-audiobook-chapters', `/audiobooks/${catalog.audiobookId(0)}/chapters`, ['GB']],
  ['get-a-chapter', `/chapters/${catalog.chapterId(0)}`, ['GB']],
  ['get-playlist', `/playlists/${catalog.playlistId(2)}`, ['', 'SE']],
  ['get-playlist-cover', `/playlists/${catalog.playlistId(2)}/images`, ['']],
  [
    'search',
    '/search?q=love&limit=10&type=album,artist,playlist,track,show,episode,audiobook',
    ['', 'GB'],
  ],
];

/** The same for what development mode no longer has, or gives to the owner's token only. */
const LOST: typeof KEPT = [
  ['get-playlists-items', `/playlists/${catalog.playlistId(2)}/items?limit=50`, ['', 'SE']],
  ['get-multiple-albums', `/albums?${ids('albumId', 20)}`, ['', 'SE']],
  ['get-multiple-artists', `/artists?${ids('artistId', 50)}`, ['']],
  ['get-several-tracks', `/tracks?${ids('trackId', 50)}`, ['', 'US']],
  ['get-multiple-shows', `/shows?${ids('showId', 50)}`, ['SE']],
  ['get-multiple-episodes', `/episodes?${ids('episodeId', 50)}`, ['SE']],
  ['get-multiple-audiobooks', `/audiobooks?${ids('audiobookId', 50)}`, ['GB']],
  ['get-several-chapters', `/chapters?${ids('chapterId', 50)}`, ['GB']],
  ['get-an-artists-top-tracks', `/artists/${catalog.artistId(0)}/top-tracks`, ['', 'SE']],
  ['get-an-artists-related-artists', `/artists/${catalog.artistId(0)}/related-artists`, ['']],
  ['get-playlists-tracks', `/playlists/${catalog.playlistId(2)}/tracks?limit=100`, ['', 'SE']],
  [
    'check-if-user-follows-playlist',
    `/playlists/${catalog.playlistId(2)}/followers/contains?ids=someone`,
    [''],
  ],
  ['get-users-profile', `/users/${catalog.userId(0)}`, ['']],
  ['get-list-users-playlists', `/users/${catalog.userId(4)}/playlists`, ['']],
  ['get-featured-playlists', '/browse/featured-playlists', ['']],
  ['get-categories', '/browse/categories', ['']],
  ['get-a-category', '/browse/categories/jazz', ['']],
  ['get-a-categories-playlists', '/browse/categories/jazz/playlists', ['']],
  ['get-new-releases', '/browse/new-releases', ['']],
  ['get-several-audio-features', `/audio-features?${ids('trackId', 100)}`, ['']],
  ['get-audio-features', `/audio-features/${catalog.trackId(0)}`, ['']],
  ['get-audio-analysis', `/audio-analysis/${catalog.trackId(0)}`, ['']],
  ['get-recommendations', `/recommendations?seed_artists=${catalog.artistId(0)}`, ['', 'SE']],
  ['get-recommendation-genres', '/recommendations/available-genre-seeds', ['']],
  ['get-available-markets', '/markets', ['']],
];

/** What Spotify sends though the document does not have it. */
const UNDOCUMENTED: readonly RegExp[] = [
  /\.primary_color$/,
  /\.video_thumbnail$/,
  // Albums have it with a market, as tracks do.
  /\.is_playable$/,
  // A playlist's tracks and episodes say twice what they are.
  /\.(track|item)\.(track|episode)$/,
];

/** Properties that may be missing, and why. */
const EITHER: Readonly<Record<string, string>> = {
  linked_from: 'there only when a track was relinked',
  restrictions: 'there only when something is restricted',
  resume_point: 'for user tokens only',
  isrc: 'tracks have it, albums do not',
  upc: 'albums have it, tracks do not',
  ean: 'the catalogue has none',
};

/** A playlist's list and its entries' content have an old name and a new one; extended mode may have either. */
const RENAMED = new Set(['items', 'tracks', 'item', 'track']);

function expectation(mode: Mode, market: string) {
  return (name: string, schema: Schema): Expectation => {
    if (name in EITHER) return 'either';
    if (name === 'available_markets' && market !== '') return 'absent';
    if (name === 'is_playable' && market === '') return 'either';
    if (schema.deprecated && mode === 'development') return 'absent';
    if (name === 'items' && mode === 'development') return 'either';
    return mode === 'extended' && RENAMED.has(name) ? 'either' : 'present';
  };
}

const cases = [
  ...(['development', 'extended'] as const).flatMap((mode) => KEPT.map((each) => ({ mode, each }))),
  ...LOST.map((each) => ({ mode: 'extended' as const, each })),
].flatMap(({ mode, each: [operationId, url, markets] }) =>
  markets.map((market) => ({ mode, operationId, url, market })),
);

describeWithDocument("the fake's responses", () => {
  let api: OpenAPIBackend;
  const get = {} as Record<Mode, Awaited<ReturnType<typeof getterOf>>>;

  beforeAll(async () => {
    api = await openApi(loosened(readDocument()));
    get.development = await getterOf(fakes.development);
    get.extended = await getterOf(fakes.extended);
  });

  function problems(operationId: string, response: unknown, mode: Mode, market: string): string[] {
    const { errors } = api.validator.validateResponse(response, operationId, 200);
    const wrong = (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    const different = [...differences(schemaOf(operationId), response, expectation(mode, market))];
    return [
      ...wrong,
      ...different.filter((problem) => {
        const [path = '', what] = problem.split(' is ');
        return what !== 'unknown' || !UNDOCUMENTED.some((known) => known.test(path));
      }),
    ];
  }

  function schemaOf(operationId: string): Schema {
    const operation = api.router.getOperation(operationId);
    const response = operation?.responses?.['200'];
    const content = response && 'content' in response ? response.content : undefined;
    const schema = content?.['application/json']?.schema;
    if (!schema) throw new Error(`${operationId} has no schema.`);
    return schema as Schema;
  }

  it('cover every operation', () => {
    const operations = api.router
      .getOperations()
      .filter(({ method, path: of }) => method === 'get' && !/^\/me(\/|$)/.test(of))
      .map(({ operationId = '' }) => operationId);
    const tried = [...KEPT, ...LOST].map(([operationId]) => operationId);
    expect(tried.toSorted()).toEqual(operations.toSorted());
  });

  it.each(cases)(
    'to $operationId in $mode mode (market $market) are complete and valid',
    async ({ mode, operationId, url, market }) => {
      const query = market && `${url.includes('?') ? '&' : '?'}market=${market}`;
      const { status, data } = await get[mode](url + query);
      expect(status).toBe(200);
      expect(problems(operationId, withoutLocalFiles(data), mode, market)).toEqual([]);
    },
  );

  describe('fail the test when', () => {
    const album = `/albums/${catalog.albumId(0)}`;

    it.each([
      ['a property is missing', '$.label is missing', (data: Json) => delete at(data)['label']],
      [
        'a nested property is missing',
        '$.tracks.items[2].artists[0].uri is missing',
        (data: Json) => delete at(data['tracks']!['items']![2]!['artists']![0]!)['uri'],
      ],
      ['a property is unknown', '$.lable is unknown', (data: Json) => (at(data)['lable'] = '')],
      [
        'a property has another type',
        '/total_tracks must be integer',
        (data: Json) => (at(data)['total_tracks'] = 'nine'),
      ],
      [
        'a property has a value that is not allowed',
        '/album_type must be equal to one of the allowed values',
        (data: Json) => (at(data)['album_type'] = 'ep'),
      ],
    ])('%s', async (_, problem, spoil) => {
      const { data } = await get.extended(album);
      const copy = structuredClone(data);
      spoil(copy);
      expect(problems('get-an-album', copy, 'extended', '')).toContain(problem);
    });
  });
});

/** The same object, to write to. */
function at(value: Json): Record<string, unknown> {
  return value;
}

/** The document has no schema for local files; the recordings show them. */
function withoutLocalFiles(response: Json): unknown {
  return JSON.parse(
    JSON.stringify(response, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'added_at' in value && 'is_local' in value
        ? value.is_local === true
          ? null
          : value
        : value,
    ),
  );
}

interface LooseSchema {
  required?: string[];
  properties?: Record<string, LooseSchema & { deprecated?: boolean }>;
  items?: LooseSchema;
  allOf?: LooseSchema[];
  anyOf?: unknown[];
  enum?: string[];
}

/** The document requires what development apps lost or only a market brings, and forbids nulls that are seen: all are made to fit. */
function loosened(document: Document): Document {
  const schemas = (document.components?.schemas ?? {}) as Record<string, LooseSchema>;
  const orNull = (schema?: LooseSchema): LooseSchema => ({ anyOf: [schema, { enum: [null] }] });
  const entry = schemas['PlaylistTrackObject']?.properties ?? {};
  for (const name of ['item', 'track']) {
    entry[name] = { ...orNull(entry[name]), deprecated: entry[name]?.deprecated };
  }
  for (const name of ['PlaylistObject', 'SimplifiedPlaylistObject']) {
    const properties = schemas[name]?.properties ?? {};
    for (const nullable of ['description', 'images', 'public']) {
      properties[nullable] = orNull(properties[nullable]);
    }
  }
  const linked = schemas['LinkedTrackObject']?.properties ?? {};
  linked['id'] = orNull(linked['id']);
  const chapter = schemas['ChapterBase']?.properties?.['type'];
  if (chapter) chapter.enum = ['chapter'];
  for (const name of ['PagingPlaylistTrackObject', 'PagingPlaylistObject']) {
    for (const { properties } of schemas[name]?.allOf ?? []) {
      if (properties?.['items']) properties['items'].items = orNull(properties['items'].items);
    }
  }
  for (const schema of Object.values(schemas)) {
    const parts = [schema, ...(schema.allOf ?? [])];
    const lost = (name: string) => parts.some(({ properties }) => properties?.[name]?.deprecated);
    for (const part of parts)
      part.required = part.required?.filter((name) => !lost(name) && name !== 'is_playable') ?? [];
  }
  return document;
}

import { SpotifyApiError, SpotifyPager, type SpotifyCatalogService } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { methodRows } from '../support/endpoint-table.js';
import { ScriptedServer, sendJson } from '../support/scripted-server.js';
import { compileValues, type TypedValue } from './recording-types.js';
import {
  asOfToday,
  describeWithRecordings,
  expectedValue,
  inDevelopmentMode,
  isObject,
  mapObjects,
  propertyOf,
  readRecordings,
  type Json,
  type Recording,
} from './recordings.js';

const recordings = readRecordings();
const errors = recordings.filter(({ status }) => status !== 200);
const successes = recordings.filter(({ status }) => status === 200);
const extendedOnly = methodRows().filter(({ development }) => development === 'no');
const lost = new Set(extendedOnly.map(({ method }) => method));
const inDevelopment = successes.filter(({ method }) => !lost.has(method));

/** Recordings that no method of the catalogue gives, and why: their values are tested all the same. */
const UNTYPED: Readonly<Record<string, string>> = {
  'episodes.get.2026.f54e97b4.json':
    'a deleted episode in a user’s library; it has no id to be requested by',
};

const NOT_FOUND = { error: { status: 404, message: 'Resource not found' } };
const ID = '0'.repeat(22);
const WITHOUT_ID = new Set([
  'browse.categories',
  'browse.featuredPlaylists',
  'browse.newReleases',
  'genres.seeds',
]);

type AnyMethod = (...args: readonly unknown[]) => PromiseLike<unknown>;

function call(catalog: SpotifyCatalogService, recording: Recording, method = recording.method) {
  const [service = '', name = ''] = method.split('.');
  const target = (catalog as unknown as Record<string, Record<string, AnyMethod>>)[service]!;
  return target[name]!(...argumentsFor(recording, method));
}

function argumentsFor(recording: Recording, method: string): readonly unknown[] {
  const { id, query, body } = recording;
  const { market } = query;
  const offset = pageIn(recording)?.['offset'];
  const options = { ...(market && { market }), ...(typeof offset === 'number' && { offset }) };
  if (/\.(getMany|many)/.test(method)) return [idsOf(recording), options];
  if (method === 'search.query') {
    return ['words', Object.keys(body as Json).map((name) => name.slice(0, -1)), options];
  }
  if (method.startsWith('search.')) return ['words', options];
  if (method === 'recommendations.get') return [{ seedTracks: [ID], ...options }];
  if (method === 'playlists.isFollowedBy') return [ID, 'someone'];
  if (WITHOUT_ID.has(method)) return [options];
  return [id ?? ID, options];
}

/** The page that a response is or contains, if it is a list's. */
function pageIn({ method, body }: Recording): Json | undefined {
  const property = method === 'search.query' ? Object.keys(body as Json)[0] : propertyOf(method);
  const page = property === undefined ? body : (body as Json)[property];
  return isObject(page) && Array.isArray(page['items']) ? page : undefined;
}

function idsOf({ method, query, body }: Recording): readonly string[] {
  if (query['ids'] !== undefined) return query['ids'].split(',');
  const objects = (body as Record<string, ({ id: string } | null)[]>)[propertyOf(method)!]!;
  return objects.map((object, index) => object?.id ?? String(index).padStart(22, '0'));
}

/** What Spotify responds to a request of the library's, which may be another than the recorded one. */
function respond(recording: Recording, url: URL): unknown {
  const { method, body } = recording;
  const property = propertyOf(method);
  if (/\.(getMany|many)/.test(method)) {
    const objects = new Map(
      idsOf(recording).map((id, index) => [
        id,
        (body as Record<string, Json[]>)[property!]![index],
      ]),
    );
    const ids = url.searchParams.get('ids')?.split(',');
    if (ids) return { [property!]: ids.map((id) => objects.get(id) ?? null) };
    return objects.get(url.pathname.split('/').at(-1) ?? '') ?? NOT_FOUND;
  }
  const page = pageIn(recording);
  const beyond = page && Number(url.searchParams.get('offset') ?? 0) > Number(page['offset']);
  return beyond
    ? mapObjects(body, (object) => ('items' in object ? emptied(object) : object))
    : body;
}

function emptied(page: Json): Json {
  return { ...page, items: [], next: null };
}

/** What a method gives in each way of reading: a value, or a list's first page, its items walked, and collected. */
async function readings(catalog: SpotifyCatalogService, recording: Recording, method?: string) {
  const given = call(catalog, recording, method);
  const value = await given;
  if (!(given instanceof SpotifyPager)) return [value];
  const walked: unknown[] = [];
  for await (const item of given) walked.push(item);
  const again = call(catalog, recording, method) as SpotifyPager<unknown>;
  return [value, walked, await again.toArray()];
}

function expectedOfPage(page: unknown): unknown[] {
  const items = (page as { items: unknown[] }).items.filter((item) => item !== null);
  return [page, items, items];
}

function isPromised({ file }: Recording): boolean {
  return !(file in UNTYPED);
}

function typed({ year, ...recording }: Recording): TypedValue {
  const { file, method } = recording;
  return { name: file, method, value: asOfToday(expectedValue({ year, ...recording }), year) };
}

function typedInDevelopment(recording: Recording): TypedValue {
  const { name, method, value } = typed(recording);
  return { name, method, value: inDevelopmentMode(value) };
}

describeWithRecordings('a recorded response of Spotify', () => {
  const catalogs = {} as Record<'development' | 'extended', SpotifyCatalogService>;
  let current: Recording;

  beforeAll(async () => {
    const server = await ScriptedServer.start((request, response) => {
      const body = respond(current, request.target);
      sendJson(response, body, body === NOT_FOUND ? 404 : current.status);
    });
    for (const quotaMode of ['development', 'extended'] as const) {
      catalogs[quotaMode] = (await client(server, { quotaMode })).catalog;
    }
  });

  it.each([
    ...inDevelopment.map((recording) => ({ quotaMode: 'development' as const, ...recording })),
    ...successes.map((recording) => ({ quotaMode: 'extended' as const, ...recording })),
  ])('is read in $quotaMode mode: $file', async ({ quotaMode, ...recording }) => {
    current = recording;
    const expected = expectedValue(recording);
    const isList = recording.method !== 'search.query' && pageIn(recording);
    expect(await readings(catalogs[quotaMode], recording)).toEqual(
      isList ? expectedOfPage(expected) : [expected],
    );
  });

  it.each(successes.filter(({ method }) => method === 'search.query'))(
    'is walked by the pagers of search: $file',
    async (recording) => {
      current = recording;
      for (const [name, page] of Object.entries(expectedValue(recording) as Json)) {
        const given = await readings(catalogs.extended, recording, `search.${name}`);
        expect(given).toEqual(expectedOfPage(page));
      }
    },
  );

  it.each(errors)('rejects with the error of its status: $file', async (recording) => {
    current = recording;
    const { error } = recording.body as { error: { status: number; message: string } };
    const given = catalogs.development.albums.get(ID);
    await expect(given).rejects.toThrow(SpotifyApiError);
    await expect(given).rejects.toMatchObject({
      status: error.status,
      spotifyMessage: error.message,
    });
  });
});

describeWithRecordings('a recorded response is of the type that its method promises', () => {
  const extended = successes.filter(isPromised).map(typed);
  const development = inDevelopment.filter(isPromised).map(typedInDevelopment);
  /** Recordings that Spotify might have sent, if the models were wrong. */
  const spoilt: TypedValue[] = [
    spoil(
      'an album lacked a field',
      'albums.get.2025.045f8acd.json',
      without('album', 'copyrights'),
    ),
    spoil('an artist deep inside had no name', 'albums.get.2025.045f8acd.json', (object) =>
      object['type'] === 'artist' ? { ...object, name: null } : object,
    ),
    spoil('a chapter said that it is an episode', 'chapters.get.2025.a28c0a9c.json', (object) =>
      object['type'] === 'chapter' ? { ...object, type: 'episode' } : object,
    ),
    spoil('a local file had an id', 'playlists.get.2024.2f73de90.json', (object) =>
      object['is_local'] === true ? { ...object, id: 'x' } : object,
    ),
    spoil('an entry lacked its item', 'playlists.items.2025.52ef655a.json', (object) => {
      const { item, ...rest } = object;
      return item ? rest : object;
    }),
    spoil(
      'an extended app lacked a field',
      'tracks.get.2025.0132b13a.json',
      without('track', 'popularity'),
    ),
  ];
  const problems = {
    development: new Map() as ReadonlyMap<string, string>,
    extended: new Map() as ReadonlyMap<string, string>,
  };

  beforeAll(() => {
    problems.development = compileValues(development, 'development');
    problems.extended = compileValues([...extended, ...spoilt], 'extended');
  }, 120_000);

  it.each(extended)('with every field, for an app with extended quota: $name', ({ name }) => {
    expect(problems.extended.get(name)).toBe('');
  });

  it.each(development)('without the fields that development mode lacks: $name', ({ name }) => {
    expect(problems.development.get(name)).toBe('');
  });

  it.each(spoilt)('and fails the test when $name', ({ name }) => {
    expect(problems.extended.get(name)).toMatch(/is not assignable|is missing/);
  });
});

function spoil(name: string, file: string, change: (object: Json) => Json): TypedValue {
  const recording = recordings.find((each) => each.file === file);
  if (!recording) throw new Error(`There is no recording ${file}.`);
  return { name, method: recording.method, value: mapObjects(expectedValue(recording), change) };
}

function without(type: string, field: string) {
  return (object: Json): Json => {
    const { [field]: _, ...rest } = object;
    return object['type'] === type ? rest : object;
  };
}

import type { RecommendationTuning, SpotifyCatalogService } from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';
import { methodRows, type MethodRow } from '../support/endpoint-table.js';

type Call = (catalog: SpotifyCatalogService) => Promise<unknown>;

const fake = new FakeCatalog();
const market = { market: 'GB' };

/** The option for each query parameter of the endpoint tables; none for what is an argument, or is sent in any case. */
const OPTIONS: Readonly<Record<string, object>> = {
  market,
  locale: { locale: 'sv_SE' },
  fields: { fields: 'id,name' },
  include_groups: { includeGroups: ['album', 'single', 'appears_on', 'compilation'] },
  include_external: { includeExternal: 'audio' },
  q: {},
  type: {},
  additional_types: {},
};

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

/** Methods whose arguments their row in the endpoint table does not tell. */
const EXCEPTIONS: Readonly<Record<string, Call>> = {
  'albums.findByUpc': ({ albums }) => albums.findByUpc('800000000001', market),
  // Without `fields`: the other methods of playlists send them.
  'playlists.get': ({ playlists }) => playlists.get(fake.playlistId(1), market),
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
      { ...market, offset: 14, includeExternal: 'audio' },
    ),
  'tracks.findByIsrc': ({ tracks }) => tracks.findByIsrc('QZF010000000', market),
};

/** A call of every method of the catalogue, with every option it takes. */
export const CALLS: Readonly<Record<string, Call>> = Object.fromEntries(
  methodRows().map((row) => [row.method, EXCEPTIONS[row.method] ?? callOf(row)]),
);

/** `service.method(id or ids or query, options)`, as the row says. */
function callOf(row: MethodRow): Call {
  const [service, method] = row.method.split('.') as [keyof SpotifyCatalogService, string];
  const args = [...firstArgument(row), optionsOf(row)];
  return async (catalog) => {
    const methods = catalog[service] as unknown as Record<
      string,
      (...values: unknown[]) => PromiseLike<unknown>
    >;
    return methods[method]?.(...args);
  };
}

function firstArgument({ path, id, limit }: MethodRow): unknown[] {
  if (path === '/search') return ['light'];
  if (!id) return [];
  const idAt = (n: number) => (id === 'category' ? 'jazz' : fake[`${id}Id`](n));
  return [limit.endsWith(' ids') ? [1, 2, 3].map(idAt) : idAt(1)];
}

function optionsOf({ query, limit }: MethodRow): object {
  const options = query.map((name) => {
    const option = OPTIONS[name];
    if (!option) throw new Error(`test/contract/calls.ts has no option for the parameter ${name}`);
    return option;
  });
  const isPaged = limit !== '' && !limit.endsWith(' ids');
  // Without `limit`, so that the largest page is requested.
  return Object.assign({}, ...options, isPaged && { offset: 14 });
}

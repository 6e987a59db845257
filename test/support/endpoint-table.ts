import type { SpotifyIdType } from '../../lib/ids/spotify-id.js';
import { ALBUM_ENDPOINTS } from '../../lib/catalog/resources/albums.service.js';
import { ARTIST_ENDPOINTS } from '../../lib/catalog/resources/artists.service.js';
import { AUDIOBOOK_ENDPOINTS } from '../../lib/catalog/resources/audiobooks.service.js';
import { BROWSE_ENDPOINTS } from '../../lib/catalog/resources/browse.service.js';
import { CHAPTER_ENDPOINTS } from '../../lib/catalog/resources/chapters.service.js';
import type {
  Endpoint,
  EndpointTable,
  ItemEndpoint,
  ListEndpoint,
} from '../../lib/catalog/endpoint.js';
import { EPISODE_ENDPOINTS } from '../../lib/catalog/resources/episodes.service.js';
import { GENRE_ENDPOINTS } from '../../lib/catalog/resources/genres.service.js';
import { MARKET_ENDPOINTS } from '../../lib/catalog/resources/markets.service.js';
import { PLAYLIST_ENDPOINTS } from '../../lib/catalog/resources/playlists.service.js';
import { RECOMMENDATION_ENDPOINTS } from '../../lib/catalog/resources/recommendations.service.js';
import { SEARCH_ENDPOINTS } from '../../lib/catalog/resources/search.service.js';
import { SHOW_ENDPOINTS } from '../../lib/catalog/resources/shows.service.js';
import { TRACK_ENDPOINTS } from '../../lib/catalog/resources/tracks.service.js';
import { USER_ENDPOINTS } from '../../lib/catalog/resources/users.service.js';

/** The services' endpoint tables, by the service's name in the catalogue. */
const TABLES: Readonly<Record<string, EndpointTable>> = {
  albums: ALBUM_ENDPOINTS,
  artists: ARTIST_ENDPOINTS,
  audiobooks: AUDIOBOOK_ENDPOINTS,
  browse: BROWSE_ENDPOINTS,
  chapters: CHAPTER_ENDPOINTS,
  episodes: EPISODE_ENDPOINTS,
  genres: GENRE_ENDPOINTS,
  markets: MARKET_ENDPOINTS,
  playlists: PLAYLIST_ENDPOINTS,
  recommendations: RECOMMENDATION_ENDPOINTS,
  search: SEARCH_ENDPOINTS,
  shows: SHOW_ENDPOINTS,
  tracks: TRACK_ENDPOINTS,
  users: USER_ENDPOINTS,
};

/** A method of the catalogue and the endpoint it requests. */
export interface MethodRow {
  readonly method: string;
  readonly path: string;
  readonly reference: string;
  readonly query: readonly string[];
  /** What the method takes an id of, or several ids where `limit` says so. */
  readonly id: SpotifyIdType | undefined;
  readonly development: 'yes' | 'one by one' | 'no' | NonNullable<Endpoint['inDevelopment']>;
  readonly extended: 'yes' | 'former apps';
  /** The largest page, or the most ids a request takes. */
  readonly limit: string;
}

/** Every method of the catalogue, as the services' tables describe it. */
export function methodRows(): MethodRow[] {
  return Object.entries(TABLES).flatMap(([service, table]) =>
    Object.entries(table).flatMap(([name, endpoint]) => rowsOf(service, name, endpoint)),
  );
}

function rowsOf(service: string, name: string, endpoint: ItemEndpoint | ListEndpoint): MethodRow[] {
  const { path, reference, query = [], developmentAlternative, legacyAppsOnly } = endpoint;
  const one: MethodRow = {
    method: `${service}.${name}`,
    path,
    reference,
    query,
    id: endpoint.id,
    development: developmentAlternative ? 'no' : (endpoint.inDevelopment ?? 'yes'),
    extended: legacyAppsOnly ? 'former apps' : 'yes',
    limit: 'limit' in endpoint ? pageSize(endpoint.limit) : '',
  };
  const { batch } = endpoint as ItemEndpoint;
  const single =
    name === 'get' && endpoint.id ? [one, { ...one, method: `${service}.find` }] : [one];
  if (!batch) return single;
  const several = name === 'get' ? 'getMany' : `many${name[0]?.toUpperCase()}${name.slice(1)}`;
  return [
    ...single,
    {
      ...one,
      method: `${service}.${several}`,
      path: batch.path,
      reference: batch.reference,
      development: developmentAlternative ? 'no' : 'one by one',
      limit: `${batch.limit} ids`,
    },
  ];
}

function pageSize(limit: ListEndpoint['limit']): string {
  return typeof limit === 'number' ? `${limit}` : `${limit.development} or ${limit.extended}`;
}

const LEGEND =
  'No (403), without items: to apps in development mode Spotify gives the content of a playlist only with the token of a ' +
  'user who owns it or may edit it, and an app token has no user. One by one: `getMany` requests each id by itself. Former apps: those that had extended access before 2024-11-27. ' +
  'Limit: the largest page, which is what pagers request (in development or extended mode, where these differ), or the most ids a request takes.';

/** The same as a table in Markdown. */
export function endpointTable(): string {
  const head = ['Method', 'Endpoint', 'Development', 'Extended', 'Limit'];
  const rows = methodRows();
  const listed = rows.filter(({ method }) => !method.endsWith('.find'));
  const hasFind = (method: string) =>
    method.endsWith('.get') && rows.some((row) => row.method === method.replace(/get$/, 'find'));
  const body = listed.map(({ method, path, reference, development, extended, limit }) => [
    `\`${method}\`${hasFind(method) ? ', `find`' : ''}`,
    `[\`${path}\`](https://developer.spotify.com/documentation/web-api/reference/${reference})`,
    development,
    extended,
    limit,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line), '', LEGEND].join('\n');
}

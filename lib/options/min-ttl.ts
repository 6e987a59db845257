import { SpotifyConfigError } from '../errors/base.errors.js';
import { show } from './checks.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A resource's objects, and its lists, which may grow. */
interface Defaults {
  readonly objects: number;
  readonly lists: number;
}

const LASTING: Defaults = { objects: HOUR_MS, lists: HOUR_MS };
const GROWING: Defaults = { objects: HOUR_MS, lists: 10 * MINUTE_MS };
const NONE: Defaults = { objects: 0, lists: 0 };

/** THE TABLE: for how long a resource's responses count as fresh at least. Named as the catalogue's services are. */
export const MIN_TTL_DEFAULTS = {
  albums: LASTING, // their tracks are fixed
  artists: GROWING, // their albums, top tracks and related artists are not
  audiobooks: LASTING,
  browse: { objects: 10 * MINUTE_MS, lists: 10 * MINUTE_MS },
  chapters: LASTING,
  episodes: LASTING,
  genres: LASTING,
  markets: LASTING,
  playlists: NONE, // their owners change them at any time
  recommendations: NONE, // others each time
  search: NONE,
  shows: GROWING, // their episodes
  tracks: LASTING,
  users: NONE,
} as const satisfies Record<string, Defaults>;

/** A resource of the Web API, named as the catalogue's service for it. */
export type SpotifyResource = keyof typeof MIN_TTL_DEFAULTS;

/** One number of ms for everything, or one for each resource: its objects and its lists. */
export type SpotifyMinTtl = number | { [resource in SpotifyResource]?: number | undefined };

/** Paths that do not begin with the name of their resource. */
const RESOURCE_OF = new Map<string, SpotifyResource>([
  ['audio-analysis', 'tracks'],
  ['audio-features', 'tracks'],
  ['recommendations/available-genre-seeds', 'genres'],
]);

/** For how long a response counts as fresh at least, whatever its headers say: the option `cache.minTtl`. */
export class MinTtl {
  constructor(private readonly option: SpotifyMinTtl = {}) {
    if (typeof option === 'number') checkTtl('cache.minTtl', option);
    else checkTtls(option);
  }

  /**
   * In ms.
   *
   * @param url - a path under `apiUrl`, with or without a query
   * @param isUsers - whether it is a user's response, which has no default: what a user sees may change at any time
   */
  of(url: string, isUsers = false): number {
    if (typeof this.option === 'number') return this.option;
    const [first = '', second, third] = url.slice(1).split('?', 1)[0]!.split('/', 3);
    const resource = RESOURCE_OF.get(first) ?? RESOURCE_OF.get(`${first}/${second}`) ?? first;
    if (!isResource(resource)) return 0;
    const { objects, lists } = isUsers ? NONE : MIN_TTL_DEFAULTS[resource];
    return this.option[resource] ?? (third ? lists : objects);
  }
}

function isResource(name: string): name is SpotifyResource {
  return Object.hasOwn(MIN_TTL_DEFAULTS, name);
}

function checkTtls(option: Exclude<SpotifyMinTtl, number>): void {
  if (typeof option !== 'object' || option === null) {
    throw new SpotifyConfigError({
      option: 'cache.minTtl',
      problem: `is ${show(option)}; it takes a number of ms, or one for each resource, such as { albums: 3600000 }.`,
    });
  }
  for (const [resource, ttl] of Object.entries(option)) {
    if (ttl !== undefined) checkTtl(`cache.minTtl.${resource}`, ttl);
  }
}

function checkTtl(option: string, ttl: unknown): void {
  if (typeof ttl === 'number' && ttl >= 0 && ttl <= DAY_MS) return;
  throw new SpotifyConfigError({
    option,
    problem: `is ${show(ttl)}; it takes a number of ms, from 0 to ${DAY_MS} (a day).`,
  });
}

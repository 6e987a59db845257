import { invalidInput } from '../errors/api.errors.js';
import type { QueryParams } from '../pipeline/url.js';
import type { SpotifyConfig } from '../options/spotify.config.js';
import type { PageOptions } from './call.options.js';
import type { Endpoint, ListEndpoint } from './endpoint.js';
import type { QuotaSurface } from './quota-surface.js';

const SEARCH_TYPES = [
  'album',
  'artist',
  'audiobook',
  'episode',
  'playlist',
  'show',
  'track',
] as const;

/** The types of object that search finds. */
export type SearchType = (typeof SEARCH_TYPES)[number];

/** The endpoint's query parameters, from the call's options or else from the module's. */
export function readParams(
  { query = [] }: Endpoint,
  options: object,
  defaults: Pick<SpotifyConfig, 'market' | 'locale'>,
): QueryParams {
  const params: Record<string, string | undefined> = {};
  const given = options as Readonly<Record<string, unknown>>;
  for (const name of query) {
    const fallback = name === 'market' || name === 'locale' ? defaults[name] : undefined;
    const value = readerOf(name)(given[camelCase(name)] ?? fallback, name);
    if (value !== undefined) params[name] = value;
  }
  return params;
}

type Reader = (value: unknown, name: string) => string | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  market: readMarket,
  q: readSearchWords,
  type: readSearchTypes,
};

function readerOf(name: string): Reader {
  return READERS[name] ?? (/^(?:min|max|target)_/.test(name) ? readNumber : readPlain);
}

function readPlain(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.join(',') || undefined;
  return `${value as string | number | boolean}`;
}

function readNumber(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) return value;
  if (typeof value !== 'number') {
    throw invalidInput(`${name} is ${JSON.stringify(value)}; it takes a number`);
  }
  if (!Number.isFinite(value)) throw invalidInput(`${name} is ${value}; it takes a number`);
  return String(value);
}

/** The limit and offset to request: the caller's, if the endpoint takes them, or the largest page from the start. */
export function readPageParams(
  endpoint: ListEndpoint,
  surface: QuotaSurface,
  options: PageOptions,
): { limit: number; offset: number | undefined } {
  const { path, ceiling = Infinity } = endpoint;
  const largest = surface.largestPage(endpoint);
  const accepted = surface.acceptedLimit(endpoint);
  const limit = toNumber(options.limit ?? largest);
  const offset = toNumber(options.offset ?? 0);
  if (!isWholeNumber(limit, 1, accepted)) {
    throw invalidInput(
      `limit is ${String(limit)}; it takes 1 to ${accepted}`,
      `That is the largest page of GET ${path} in ${surface.quotaMode} mode`,
    );
  }
  if (!isWholeNumber(offset, 0, ceiling - 1)) {
    throw invalidInput(
      `offset is ${String(offset)}; it takes a whole number from 0${ceiling < Infinity ? `, below ${ceiling}` : ''}`,
    );
  }
  return { limit: Math.min(limit, largest, ceiling - offset), offset: offset || undefined };
}

/** A number that comes as digits in a string, as in a query, as a number; anything else unchanged, for the caller to refuse. */
export function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function isWholeNumber(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function readMarket(market: unknown): string | undefined {
  if (market === undefined) return undefined;
  if (typeof market === 'string' && /^[A-Z]{2}$/.test(market)) return market;
  throw invalidInput(
    `market is ${JSON.stringify(market)}; it takes an ISO 3166-1 alpha-2 code such as "SE"` +
      (market === 'from_token'
        ? ": an app token has no user, and so no country of its own; with a user's accessToken leave it out"
        : ''),
  );
}

function readSearchWords(q: unknown): string {
  // Half a character, as text cut off by length ends with, cannot be sent.
  if (typeof q === 'string' && q.trim() !== '') return q.replace(/\p{Cs}/gu, '\uFFFD');
  throw invalidInput(
    `the query is ${JSON.stringify(q)}; search takes words, or filters such as artist:"name"`,
  );
}

function readSearchTypes(types: unknown): string {
  const known: readonly unknown[] = SEARCH_TYPES;
  if (Array.isArray(types) && types.length > 0 && types.every((type) => known.includes(type))) {
    return types.join(',');
  }
  throw invalidInput(
    `the search types are ${JSON.stringify(types)}; search takes one or more of ${SEARCH_TYPES.join(', ')}`,
  );
}

function camelCase(name: string): string {
  if (!name.includes('_')) return name; // most names have none, and this runs for every call
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

import { invalidInput } from '../errors/api.errors.js';
import type { QueryParams } from '../pipeline/url.js';
import type { QuotaMode } from '../options/spotify-module.options.js';
import type { SpotifyConfig } from '../options/spotify.config.js';
import type { PageOptions } from './call.options.js';
import type { Endpoint, ListEndpoint } from './endpoint.js';

const SEARCH_TYPES = [
  'album',
  'artist',
  'audiobook',
  'episode',
  'playlist',
  'show',
  'track',
] as const;

/** What can be searched for. */
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
    const value = (READERS[name] ?? readPlain)(given[camelCase(name)] ?? fallback, name);
    if (value !== undefined) params[name] = value;
  }
  return params;
}

type Reader = (value: unknown, name: string) => string | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  market: readMarket,
  q: readQuestion,
  type: readSearchTypes,
};

function readPlain(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.join(',') || undefined;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw invalidInput(`${name} is ${value}; it takes a number`);
  }
  return `${value as string | number | boolean}`;
}

/** The limit and offset to request: the caller's, if the endpoint takes them in this mode, or the largest page from the start. */
export function readPageParams(
  endpoint: ListEndpoint,
  mode: QuotaMode,
  { limit, offset = 0 }: PageOptions,
): QueryParams {
  const { path, ceiling = Infinity } = endpoint;
  const largest = typeof endpoint.limit === 'number' ? endpoint.limit : endpoint.limit[mode];
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 1 && limit <= largest)) {
    throw invalidInput(
      `limit is ${String(limit)}; it takes 1 to ${largest}`,
      `That is the largest page of GET ${path} in ${mode} mode`,
    );
  }
  if (!(Number.isSafeInteger(offset) && offset >= 0 && offset < ceiling)) {
    throw invalidInput(
      `offset is ${String(offset)}; it takes a whole number from 0${ceiling < Infinity ? `, below ${ceiling}` : ''}`,
    );
  }
  return { limit: Math.min(limit ?? largest, ceiling - offset), offset: offset || undefined };
}

function readMarket(market: unknown): string | undefined {
  if (market === undefined) return undefined;
  if (typeof market === 'string' && /^[A-Z]{2}$/.test(market)) return market;
  throw invalidInput(
    `market is ${JSON.stringify(market)}; it takes an ISO 3166-1 alpha-2 code such as "SE"` +
      (market === 'from_token' ? ': an app token has no user, and so no country of its own' : ''),
  );
}

function readQuestion(q: unknown): string {
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
  if (!name.includes('_')) return name; // most have none, and each call passes here
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

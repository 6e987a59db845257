import { SpotifyConfigError } from '../errors/base.errors.js';
import type { SpotifyCredentials, SpotifyModuleOptions } from './spotify-module.options.js';

/** What a copied credential often has around it, and Spotify's own never have. */
const AROUND: readonly (readonly [string, RegExp])[] = [
  ['a line break', /^[\r\n\u2028\u2029]|[\r\n\u2028\u2029]$/],
  [
    'a byte order mark or another invisible character',
    /^[\u200b-\u200d\u2060\ufeff]|[\u200b-\u200d\u2060\ufeff]$/,
  ],
  ['white space', /^\s|\s$/],
  ['a quotation mark', /^["'`\u2018-\u201f]|["'`\u2018-\u201f]$/],
];

/** The function that gives the credentials, from either form of the options. */
export function credentialsOf(
  options: SpotifyModuleOptions,
): () => SpotifyCredentials | Promise<SpotifyCredentials> {
  if (typeof options.credentials === 'function') return options.credentials;
  if (options.credentials !== undefined) {
    throw new SpotifyConfigError({
      option: 'credentials',
      problem: 'is not a function; it takes one that resolves to { clientId, clientSecret }.',
    });
  }
  const credentials = checkCredentials(options);
  return () => credentials;
}

/** A copy of these credentials, once they are found to be whole. */
export function checkCredentials(
  given: Partial<SpotifyCredentials> | undefined,
): SpotifyCredentials {
  return {
    clientId: check('clientId', given?.clientId),
    clientSecret: check('clientSecret', given?.clientSecret),
  };
}

function check(option: 'clientId' | 'clientSecret', value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') {
    const around = AROUND.find(([, pattern]) => pattern.test(value));
    if (!around) return value;
    throw new SpotifyConfigError({
      option,
      problem: `begins or ends with ${around[0]}. Pass it as the Spotify developer dashboard shows it, without anything around it.`,
    });
  }
  const missing = value === undefined || value === '';
  const variable = option === 'clientId' ? 'SPOTIFY_CLIENT_ID' : 'SPOTIFY_CLIENT_SECRET';
  throw new SpotifyConfigError({
    option,
    problem:
      `is ${missing ? 'missing' : 'not a non-empty string'}. Take it from the app in the Spotify developer dashboard and ` +
      `pass it, for example ${option}: config.getOrThrow('${variable}').`,
  });
}

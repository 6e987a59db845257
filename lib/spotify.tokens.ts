import { Inject, type InjectionToken, type Type } from '@nestjs/common';

/** The name of the client that was given none. */
export const DEFAULT_CLIENT = 'default';

/**
 * The injection token of a client's provider: the class or symbol itself for the unnamed client.
 *
 * @param provider - such as `SpotifyCatalogService` or `SPOTIFY_OPTIONS`
 * @param name - the `name` given to `SpotifyModule.forRoot()`
 */
export function getSpotifyToken(
  provider: Type | AbstractType | symbol,
  name = DEFAULT_CLIENT,
): InjectionToken {
  if (name === DEFAULT_CLIENT) return provider;
  return `${typeof provider === 'symbol' ? provider.description : provider.name}(${name})`;
}

/** Injects a provider of a named client: `@InjectSpotify(SpotifyCatalogService, 'label-a')`. */
export const InjectSpotify = (provider: Type | AbstractType | symbol, name?: string) =>
  Inject(getSpotifyToken(provider, name));

type AbstractType = abstract new (...args: never[]) => unknown;

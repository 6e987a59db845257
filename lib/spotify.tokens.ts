import { Inject, type InjectionToken, type Type } from '@nestjs/common';

/** The name of the client that was given none. */
export const DEFAULT_CLIENT = 'default';

/**
 * The injection token of a client's provider: the class itself for the unnamed client.
 *
 * @param provider - such as `SpotifyCatalogService`
 * @param name - the `name` given to `SpotifyModule.forRoot()`
 */
export function getSpotifyToken(
  provider: Type | AbstractType,
  name = DEFAULT_CLIENT,
): InjectionToken {
  return name === DEFAULT_CLIENT ? provider : `${provider.name}(${name})`;
}

/** Injects a provider of a named client: `@InjectSpotify(SpotifyCatalogService, 'label-a')`. */
export const InjectSpotify = (provider: Type | AbstractType, name?: string) =>
  Inject(getSpotifyToken(provider, name));

type AbstractType = abstract new (...args: never[]) => unknown;
